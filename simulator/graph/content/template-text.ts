import type { Rule } from '#simulator/rules.ts'
import { GraphError } from '#simulator/graph/graph-error.ts'

export type Values = Map<string, string>

const variable = /\{\{\s*(\w+)\s*\}\}/g

/** The names of the variables, `1`, `2`, … in positional templates; each once. */
export const variablesOf = (text: string): string[] => [
  ...new Set([...text.matchAll(variable)].map((match) => match[1] ?? '')),
]

export function fillText(
  text: string,
  values: Values,
  { path, max }: { path: string; max: Rule },
): string {
  const filled = text.replace(variable, (_, name: string) => values.get(name) ?? '')
  if (filled.length > max.value && [...filled].length > max.value) {
    throw new GraphError(132005, `The filled ${path} must have at most ${max.value} characters.`)
  }
  return filled
}
