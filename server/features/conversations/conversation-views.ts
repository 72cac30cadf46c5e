import { sql, type RawBuilder } from 'kysely'
import type { ConversationView } from '#shared/contracts/conversation.ts'
import { windowOpenSince } from '#shared/customer-service-window.ts'

/** Who is looking. Read state and "mine" are theirs; API keys have a read state of their own too. */
export type Viewer = {
  readerId: string
  now: Date
  /** How many inbound messages of `c` they have read, where the statement has it at hand. */
  readCount?: RawBuilder<number>
}

/** A window that closes within this time is "closing soon". */
const closingSoonMs = 2 * 60 * 60 * 1000

/** What the conversation is worked on by nobody for now: snoozed, and the time has not come. */
const isAsleep = (now: Date): RawBuilder<boolean> =>
  sql`(c.status = 'snoozed' and (c.snoozed_until is null or c.snoozed_until > ${now}))`

/** More inbound messages than this reader has seen. */
const isUnread = ({ readerId, readCount }: Viewer): RawBuilder<boolean> =>
  sql`c.inbound_count > coalesce(${
    readCount ??
    sql`(select r.read_inbound_count from conversation_read r
      where r.tenant_id = c.tenant_id and r.conversation_id = c.id and r.user_id = ${readerId})`
  }, 0)`

/**
 * Which conversations a view holds, as a condition on `conversation c`. Every view but "resolved" says
 * `status <> 'resolved'` in these words, because the index of the conversations in work does.
 */
export function viewCondition(view: ConversationView, viewer: Viewer): RawBuilder<boolean> {
  const { readerId, now } = viewer
  const inWork = sql<boolean>`c.status <> 'resolved'`
  const awake = sql<boolean>`${inWork} and not ${isAsleep(now)}`
  const shutSince = windowOpenSince(now)
  const soonSince = new Date(shutSince.getTime() + closingSoonMs)
  switch (view) {
    case 'all':
      return inWork
    case 'mine':
      return sql`${awake} and c.assignee_id = ${readerId}`
    case 'unassigned':
      return sql`${awake} and c.assignee_id is null`
    case 'unread':
      return sql`${inWork} and ${isUnread(viewer)}`
    case 'waiting_on_us':
      return sql`${awake} and c.needs_reply`
    case 'closing_soon':
      return sql`${awake} and c.last_inbound_at > ${shutSince} and c.last_inbound_at <= ${soonSince}`
    case 'window_shut':
      return sql`${awake} and (c.last_inbound_at is null or c.last_inbound_at <= ${shutSince})`
    case 'failed':
      return sql`${awake} and c.failed_at is not null`
    case 'resolved':
      return sql`c.status = 'resolved'`
  }
}
