import { toMessage, type StoredMessage } from './message-store.ts'
import type { Store } from './open-store.ts'

// What a phone shows: the person's own messages, and the business's once delivered to the device.

type Row = Parameters<typeof toMessage>[0]

/** The newest `limit` messages before `before`, oldest first. */
export function listTimeline(
  { sql }: Store,
  chat: { personId: string; phoneNumberId: string },
  before: { timestampMs: number; rowId: number } | null,
  limit: number,
): StoredMessage[] {
  const beforeMs = before?.timestampMs ?? Number.MAX_SAFE_INTEGER
  const beforeRow = before?.rowId ?? Number.MAX_SAFE_INTEGER
  const rows = sql.all`select * from message where person_id = ${chat.personId}
      and phone_number_id = ${chat.phoneNumberId} and type <> 'reaction'
      and (direction = 'to_business' or status in ('delivered', 'read', 'played'))
      and (timestamp_ms, row_id) < (${beforeMs}, ${beforeRow})
    order by timestamp_ms desc, row_id desc limit ${limit}` as Row[]
  return rows.reverse().map(toMessage)
}

export const countUnseen = (
  { sql }: Store,
  chat: { personId: string; phoneNumberId: string },
): number =>
  Number(
    sql.get`select count(*) as count from message where person_id = ${chat.personId}
      and phone_number_id = ${chat.phoneNumberId} and is_unseen = 1`?.['count'],
  )

export type Reaction = { from: 'person' | 'business'; emoji: string }

export const listReactions = ({ sql }: Store, wamid: string): Reaction[] =>
  sql.all`select sender, emoji from reaction where wamid = ${wamid} order by sender`.map((row) => ({
    from: row['sender'] as Reaction['from'],
    emoji: String(row['emoji']),
  }))

/** One reaction per side and message; null takes it away. */
export const setReaction = (
  store: Store,
  wamid: string,
  from: Reaction['from'],
  emoji: string | null,
) =>
  emoji === null ? deleteReaction(store, wamid, from) : saveReaction(store, wamid, { from, emoji })

const deleteReaction = ({ sql }: Store, wamid: string, from: Reaction['from']) =>
  sql.run`delete from reaction where wamid = ${wamid} and sender = ${from}`

const saveReaction = ({ sql }: Store, wamid: string, { from, emoji }: Reaction) =>
  sql.run`insert into reaction (wamid, sender, emoji) values (${wamid}, ${from}, ${emoji})
    on conflict (wamid, sender) do update set emoji = excluded.emoji`
