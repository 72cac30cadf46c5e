type RawNumber = { readonly rawJSON: string }

/** Not yet in the compiler's library; part of the engine since V8 11.4. */
const preciseJson = JSON as unknown as {
  rawJSON(text: string): RawNumber
  isRawJSON(value: unknown): value is RawNumber
  parse(
    text: string,
    reviver: (key: string, value: unknown, context: { source?: string }) => unknown,
  ): unknown
}

/** An unquoted run of digits that may be more than a double can hold. */
const longNumber = /[:[,\s-]\d{16}/
const wholeNumber = /^-?\d+$/

/**
 * Parses a webhook without losing digits: Meta sends some ids as numbers, and the long ones would be rounded.
 * Such numbers become raw JSON values, which `JSON.stringify` writes out as they came.
 * @throws SyntaxError when the text is not JSON.
 */
export function parseWebhookJson(text: string): unknown {
  if (!longNumber.test(text)) return JSON.parse(text) as unknown
  return preciseJson.parse(text, (_key, value, context) =>
    typeof value === 'number' &&
    !Number.isSafeInteger(value) &&
    context.source !== undefined &&
    wholeNumber.test(context.source)
      ? preciseJson.rawJSON(context.source)
      : value,
  )
}

/** JSON with sorted keys: the same for two values that differ only in the order of their keys. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value !== 'object' || value === null || preciseJson.isRawJSON(value))
    return JSON.stringify(value) ?? 'null'
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([first], [second]) => (first < second ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`)
  return `{${members.join(',')}}`
}
