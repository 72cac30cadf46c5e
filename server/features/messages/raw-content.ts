/**
 * Reads Meta's objects as they came: nearly every part is optional and any part may have another shape one
 * day, so each reader answers null where the shape is not the one asked for.
 */
export type RawObject = Record<string, unknown>

export const isRawObject = (value: unknown): value is RawObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The value at a path of keys and positions; undefined when a step is missing. */
export function valueAt(raw: unknown, ...path: (string | number)[]): unknown {
  let value: unknown = raw
  for (const step of path) {
    if (typeof step === 'number') value = Array.isArray(value) ? value[step] : undefined
    else value = isRawObject(value) && Object.hasOwn(value, step) ? value[step] : undefined
  }
  return value
}

export function objectAt(raw: unknown, ...path: (string | number)[]): RawObject | null {
  const value = valueAt(raw, ...path)
  return isRawObject(value) ? value : null
}

/** The objects of a list; entries of other shapes are left out. */
export function listAt(raw: unknown, ...path: (string | number)[]): RawObject[] {
  const value = valueAt(raw, ...path)
  return Array.isArray(value) ? value.filter(isRawObject) : []
}

/** A text that is not blank. Numbers are written out, because Meta sends some fields as either. */
export function textAt(raw: unknown, ...path: (string | number)[]): string | null {
  const value = valueAt(raw, ...path)
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value.trim() !== '' ? value : null
}

/** A finite number, also when it came as a text. */
export function numberAt(raw: unknown, ...path: (string | number)[]): number | null {
  const value = valueAt(raw, ...path)
  if (typeof value === 'string' && value.trim() === '') return null
  const number = typeof value === 'number' || typeof value === 'string' ? Number(value) : Number.NaN
  return Number.isFinite(number) ? number : null
}
