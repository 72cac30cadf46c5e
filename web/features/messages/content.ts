/**
 * Reads Meta's message objects, which come as they were sent or received: nearly every part is optional,
 * so each reader answers with nothing where the shape is another one.
 */
export type Content = Record<string, unknown>

export const isContent = (value: unknown): value is Content =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The value at a path of keys; undefined when any step is missing. */
export function valueAt(content: unknown, ...path: string[]): unknown {
  let value: unknown = content
  for (const key of path) {
    if (!isContent(value)) return undefined
    value = value[key]
  }
  return value
}

export function objectAt(content: unknown, ...path: string[]): Content | null {
  const value = valueAt(content, ...path)
  return isContent(value) ? value : null
}

export function listAt(content: unknown, ...path: string[]): Content[] {
  const value = valueAt(content, ...path)
  return Array.isArray(value) ? value.filter(isContent) : []
}

/** A text that is not blank; numbers are written out, because Meta sends some fields as either. */
export function textAt(content: unknown, ...path: string[]): string | null {
  const value = valueAt(content, ...path)
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value.trim() !== '' ? value : null
}

/** A finite number, also when it came as a string. */
export function numberAt(content: unknown, ...path: string[]): number | null {
  const value = valueAt(content, ...path)
  if (typeof value !== 'number' && (typeof value !== 'string' || value.trim() === '')) return null
  const number = Number(value)
  return Number.isFinite(number) ? number : null
}
