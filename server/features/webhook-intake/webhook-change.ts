import { isRawObject, listAt, textAt, type RawObject } from '../messages/messages.ts'

/** One change of a webhook body, with what stood around it. */
export type WebhookChange = {
  /** Position in the journal, so that what was received earlier is applied earlier. */
  receivedAt: Date
  object: string
  /** The entry without its changes: id, time and whatever else Meta puts there. */
  entry: RawObject
  /** The change as it came. */
  change: RawObject
  field: string
  value: RawObject
}

export type SplitBody = {
  changes: WebhookChange[]
  /** The body without what is in `changes`; null when nothing else is in it. */
  remainder: RawObject | null
}

/**
 * Takes a body apart into all changes of all entries.
 * @returns null when the body is no webhook as we know it.
 */
export function splitBody(body: unknown, receivedAt: Date): SplitBody | null {
  if (!isRawObject(body) || !Array.isArray(body['entry'])) return null
  const { entry: _entry, object: _object, ...beside } = body
  const changes: WebhookChange[] = []
  const remaining: unknown[] = body['entry'].filter((entry) => !isRawObject(entry))
  for (const entry of listAt(body, 'entry')) {
    const { changes: inEntry, ...around } = entry
    const known = Array.isArray(inEntry) ? inEntry.filter(isChange) : []
    const rest = Array.isArray(inEntry) ? inEntry.filter((change) => !isChange(change)) : inEntry
    for (const change of known)
      changes.push({
        receivedAt,
        object: textAt(body, 'object') ?? '',
        entry: around,
        change,
        field: textAt(change, 'field') ?? 'unknown',
        value: isRawObject(change['value']) ? change['value'] : {},
      })
    // An entry that holds more than its changes is kept as a whole.
    const isMore = Object.keys(around).some((key) => key !== 'id' && key !== 'time')
    if (
      isMore ||
      known.length === 0 ||
      (Array.isArray(rest) ? rest.length > 0 : rest !== undefined)
    )
      remaining.push(rest === undefined ? around : { ...around, changes: rest })
  }
  const isAll = remaining.length === 0 && Object.keys(beside).length === 0
  return {
    changes,
    remainder: isAll ? null : { object: body['object'], ...beside, entry: remaining },
  }
}

const isChange = (change: unknown): change is RawObject =>
  isRawObject(change) && textAt(change, 'field') !== null
