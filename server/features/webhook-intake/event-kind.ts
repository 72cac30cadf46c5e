import { columnText, listAt, textAt, type RawObject } from '../messages/messages.ts'

const frame = new Set(['messaging_product', 'metadata'])

/** A word for what an event is about: Meta's event or type where there is one, else what its value holds. */
export function eventKindOf(field: string, value: RawObject): string {
  if (field === 'calls') {
    const [call] = listAt(value, 'calls')
    const [status] = listAt(value, 'statuses')
    return named(textAt(call, 'event') ?? textAt(status, 'status'), 'call')
  }
  const [preference] = listAt(value, 'user_preferences')
  const [group] = listAt(value, 'groups')
  const told =
    textAt(value, 'event') ??
    textAt(value, 'type') ??
    textAt(value, 'decision') ??
    textAt(preference, 'value') ??
    textAt(group, 'type')
  return named(told, Object.keys(value).filter((key) => !frame.has(key))[0] ?? field)
}

const named = (told: string | null, otherwise: string): string =>
  columnText(told) ?? columnText(otherwise) ?? 'unknown'
