import type { Store } from './open-store.ts'

export type ChatFacts = {
  lastInboundAtMs: number | null
  referralAtMs: number | null
  freeEntryUntilMs: number | null
  stoppedMarketing: boolean
  isBlocked: boolean
}

type Row = {
  last_inbound_at_ms: number | null
  referral_at_ms: number | null
  free_entry_until_ms: number | null
  stopped_marketing: number
  is_blocked: number
}

const untouched: ChatFacts = {
  lastInboundAtMs: null,
  referralAtMs: null,
  freeEntryUntilMs: null,
  stoppedMarketing: false,
  isBlocked: false,
}

export function findChat({ sql }: Store, personId: string, phoneNumberId: string): ChatFacts {
  const row = sql.get`select * from chat
    where person_id = ${personId} and phone_number_id = ${phoneNumberId}` as Row | undefined
  if (row === undefined) return untouched
  return {
    lastInboundAtMs: row.last_inbound_at_ms,
    referralAtMs: row.referral_at_ms,
    freeEntryUntilMs: row.free_entry_until_ms,
    stoppedMarketing: row.stopped_marketing === 1,
    isBlocked: row.is_blocked === 1,
  }
}

/** Notes that the person wrote; an imported older message never shortens the window. */
export const recordInbound = (
  { sql }: Store,
  personId: string,
  phoneNumberId: string,
  atMs: number,
) =>
  sql.run`insert into chat (person_id, phone_number_id, last_inbound_at_ms)
    values (${personId}, ${phoneNumberId}, ${atMs})
    on conflict (person_id, phone_number_id) do update set
      last_inbound_at_ms = max(coalesce(last_inbound_at_ms, 0), excluded.last_inbound_at_ms)`

/** Makes the chat exist, so that it is listed on the phone before anyone wrote. */
export const ensureChat = ({ sql }: Store, personId: string, phoneNumberId: string) =>
  sql.run`insert or ignore into chat (person_id, phone_number_id)
    values (${personId}, ${phoneNumberId})`

export const saveChatFacts = (
  { sql }: Store,
  personId: string,
  phoneNumberId: string,
  facts: ChatFacts,
) =>
  sql.run`insert into chat (person_id, phone_number_id, last_inbound_at_ms, referral_at_ms,
      free_entry_until_ms, stopped_marketing, is_blocked)
    values (${personId}, ${phoneNumberId}, ${facts.lastInboundAtMs}, ${facts.referralAtMs},
      ${facts.freeEntryUntilMs}, ${facts.stoppedMarketing ? 1 : 0}, ${facts.isBlocked ? 1 : 0})
    on conflict (person_id, phone_number_id) do update set
      last_inbound_at_ms = excluded.last_inbound_at_ms, referral_at_ms = excluded.referral_at_ms,
      free_entry_until_ms = excluded.free_entry_until_ms,
      stopped_marketing = excluded.stopped_marketing, is_blocked = excluded.is_blocked`
