const minuteMs = 60_000
const hourMs = 60 * minuteMs

/** How long ago something was, for sentences: "just now", "40 min ago", "26 h ago", "3 days ago". */
export function agoWords(then: Date, now: Date): string {
  const ageMs = now.getTime() - then.getTime()
  if (ageMs < minuteMs) return 'just now'
  if (ageMs < hourMs) return `${Math.floor(ageMs / minuteMs)} min ago`
  if (ageMs < 72 * hourMs) return `${Math.floor(ageMs / hourMs)} h ago`
  return `${Math.floor(ageMs / (24 * hourMs))} days ago`
}
