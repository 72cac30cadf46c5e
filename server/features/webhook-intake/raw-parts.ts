import type { NewRawEvent } from '../webhook-delivery/webhook-delivery.ts'
import type { WebhookChange } from './webhook-change.ts'

/** A payload, or the part of one that is a tenant's, as it is forwarded to receivers written for Meta. */
export type RawPart =
  /** All of it is theirs: byte for byte what Meta sent. */
  | { kind: 'whole'; body: Buffer }
  /** It also holds what is not theirs: written anew from their changes. */
  | { kind: 'part'; changes: readonly WebhookChange[] }

export const rawEventOf = (part: RawPart): NewRawEvent => ({
  body: part.kind === 'whole' ? part.body : bodyOfChanges(part.changes),
})

/** A webhook in Meta's shape with these changes, each in a copy of the entry it came in, in the order received. */
function bodyOfChanges(changes: readonly WebhookChange[]): string {
  const byEntry = Map.groupBy(changes, (one) => one.entry)
  const entry = [...byEntry].map(([around, ofEntry]) => ({
    ...around,
    changes: ofEntry.map((one) => one.change),
  }))
  return JSON.stringify({ object: changes[0]?.object ?? '', entry })
}
