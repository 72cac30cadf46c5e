/**
 * What must not be read in a log or on an operator's page, wherever it comes from: e-mail addresses, keys and tokens,
 * and runs of 7 to 15 digits, which may be phone numbers. UUIDs and times stay as they are.
 */
const rules: readonly [RegExp, string][] = [
  [/[^\s"'<>()=,;:]+@[^\s"'<>()=,;:]+\.[a-z]{2,}/gi, '[e-mail]'],
  [/\b(Bearer\s+)[^\s"',;]+/gi, '$1[token]'],
  [/\b(kw_live_|EAA|whsec_)[A-Za-z0-9+/=_-]{8,}/g, '[token]'],
  [/(?<![\da-f-])\+?\d{7,15}(?![\da-f-])/gi, '[number]'],
]

export const maskPersonal = (text: string): string =>
  rules.reduce((masked, [pattern, word]) => masked.replace(pattern, word), text)
