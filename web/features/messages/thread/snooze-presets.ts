export type SnoozePreset = { id: string; words: string; until: Date | null }

const MORNING_HOUR = 9
const HOUR_MS = 3_600_000

/**
 * When a conversation can come back. `until` null means: when they write.
 * @param windowClosesAt  end of the customer service window; adds "1 h before the window closes" while that is ahead.
 */
export function snoozePresets(now: Date, windowClosesAt: Date | null): SnoozePreset[] {
  const morning = (daysAhead: number) =>
    new Date(now.getFullYear(), now.getMonth(), now.getDate() + daysAhead, MORNING_HOUR)
  // The next Monday, never today.
  const daysToMonday = (8 - now.getDay()) % 7 || 7
  const nextMonth = new Date(now.getFullYear(), now.getMonth() + 1, 1, MORNING_HOUR)
  const presets: SnoozePreset[] = [
    { id: 'reply', words: 'Until they write', until: null },
    { id: 'hour', words: '1 hour', until: new Date(now.getTime() + HOUR_MS) },
    { id: 'tomorrow', words: 'Tomorrow', until: morning(1) },
    { id: 'week', words: 'Next week', until: morning(daysToMonday) },
    { id: 'month', words: 'Next month', until: nextMonth },
  ]
  const beforeClose = windowClosesAt === null ? null : new Date(windowClosesAt.getTime() - HOUR_MS)
  if (beforeClose !== null && beforeClose > now)
    presets.splice(2, 0, {
      id: 'window',
      words: 'Before the window closes',
      until: beforeClose,
    })
  return presets
}
