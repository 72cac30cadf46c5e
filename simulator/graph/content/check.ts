import type { Rule } from '#simulator/rules.ts'
import { GraphError } from '#simulator/graph/graph-error.ts'

// The words of every refusal: which field, what it must be, what it is. Content is never repeated.

export type Fields = Record<string, unknown>

export const missing = (path: string): GraphError => new GraphError(131008, `${path} is required.`)

export const invalid = (sentence: string): GraphError => new GraphError(131009, sentence)

export const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export function requireObject(value: unknown, path: string): Fields {
  if (value === undefined || value === null) throw missing(path)
  if (!isObject(value)) throw invalid(`${path} must be an object.`)
  return value
}

export function requireList(
  value: unknown,
  path: string,
  { min = 1, max }: { min?: number; max: Rule },
): Fields[] {
  if (value === undefined || value === null) throw missing(path)
  if (!Array.isArray(value)) throw invalid(`${path} must be a list.`)
  if (value.length < min || value.length > max.value) {
    throw invalid(`${path} must have ${min} to ${max.value} items, got ${value.length}.`)
  }
  return value.map((item, index) => requireObject(item, `${path}[${index}]`))
}

/** Counts what people see as characters, so that an emoji of two code units is one. */
const lengthOf = (text: string): number => {
  let count = 0
  for (const _ of text) count += 1
  return count
}

export function requireText(value: unknown, path: string, max: Rule | null = null): string {
  if (value === undefined || value === null || value === '') throw missing(path)
  const text = checkText(value, path, max)
  if (text.trim() === '') throw invalid(`${path} must not be blank.`)
  return text
}

export function optionalText(value: unknown, path: string, max: Rule | null = null): void {
  if (value !== undefined && value !== null) checkText(value, path, max)
}

function checkText(value: unknown, path: string, max: Rule | null): string {
  if (typeof value !== 'string') throw invalid(`${path} must be a string.`)
  if (max !== null && value.length > max.value && lengthOf(value) > max.value) {
    throw invalid(`${path} must have at most ${max.value} characters, got ${lengthOf(value)}.`)
  }
  return value
}

export function requireOneOf<const T extends string>(
  value: unknown,
  path: string,
  allowed: readonly T[],
): T {
  if (value === undefined || value === null) throw missing(path)
  const found = allowed.find((candidate) => candidate === value)
  if (found === undefined) throw invalid(`${path} must be one of ${allowed.join(', ')}.`)
  return found
}

export function requireUnique(values: string[], path: string): void {
  if (new Set(values).size !== values.length) throw invalid(`${path} must be unique.`)
}

export function requireWebUrl(value: unknown, path: string): string {
  const text = requireText(value, path)
  const url = URL.parse(text)
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw invalid(`${path} must be an http or https address.`)
  }
  return text
}

export function refuseField(fields: Fields, name: string, sentence: string): void {
  if (fields[name] !== undefined && fields[name] !== null) throw invalid(sentence)
}
