const firstStrong = /\p{L}/u
const rightToLeft =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u

/** The direction a text runs in by its first letter, as `dir="auto"` finds it; null for one without letters. */
export function textDirection(text: string): 'ltr' | 'rtl' | null {
  const letter = firstStrong.exec(text)?.[0]
  if (letter === undefined) return null
  return rightToLeft.test(letter) ? 'rtl' : 'ltr'
}

export function isPageDirection(text: string): boolean {
  const page = getComputedStyle(document.documentElement).direction
  // Without letters `dir="auto"` falls back to left-to-right.
  return (textDirection(text) ?? 'ltr') === page
}
