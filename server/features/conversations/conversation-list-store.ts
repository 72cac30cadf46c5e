import { sql, type RawBuilder } from 'kysely'
import { ConversationView } from '#shared/contracts/conversation.ts'
import type { TenantTx } from '../../database/database.ts'
import { conversationRows, type ConversationRow } from './conversation-row.ts'
import { viewCondition, type Viewer } from './conversation-views.ts'

/** Where a list goes on: strictly before this place in (last_activity_at, id), the newest being first. */
export type ListPosition = { lastActivityAt: string; id: string }

/** The condition of a page that goes on at a position. */
export const isBefore = (before: ListPosition | null): RawBuilder<boolean> =>
  before
    ? sql`(c.last_activity_at, c.id) < (${before.lastActivityAt}::timestamptz, ${before.id}::uuid)`
    : sql`true`

/** One page of a view. The page is cut before anything is joined to it. */
export function conversationPage(
  tx: TenantTx,
  viewer: Viewer,
  page: { view: ConversationView; before: ListPosition | null; limit: number },
): Promise<ConversationRow[]> {
  const isUnread = page.view === 'unread'
  const from = isUnread ? sql`(${inWorkWithMarks(tx, viewer)}) c` : sql`conversation c`
  const by = isUnread ? { ...viewer, readCount: sql<number>`c.read_count` } : viewer
  return conversationRows(
    tx,
    viewer.readerId,
    sql`
      select c.* from ${from}
      where c.tenant_id = ${tx.tenantId} and ${viewCondition(page.view, by)} and ${isBefore(page.before)}
      order by c.last_activity_at desc, c.id desc limit ${page.limit}`,
  )
}

/**
 * Everything in work with this reader's marks. OFFSET 0 keeps the limit of the page outside: with it the planner
 * looks marks up one by one, five times as slow as joining them where a reader has read nearly everything.
 */
const inWorkWithMarks = (tx: TenantTx, viewer: Viewer) => sql`
  select c.*, read_mark.read_inbound_count as read_count from conversation c
  left join conversation_read read_mark on read_mark.tenant_id = ${tx.tenantId}
    and read_mark.conversation_id = c.id and read_mark.user_id = ${viewer.readerId}
  where c.tenant_id = ${tx.tenantId} and c.status <> 'resolved' offset 0`

/**
 * How many conversations each view holds. Only what is in work is looked at closely, because the resolved ones
 * grow for ever; the reader's marks are joined once, not looked up for each row.
 */
export async function countViews(
  tx: TenantTx,
  viewer: Viewer,
): Promise<Record<ConversationView, number>> {
  const marks = { ...viewer, readCount: sql<number>`read_mark.read_inbound_count` }
  const counts = workViews.map(
    (view) =>
      sql`count(*) filter (where ${viewCondition(view, marks)})::int as ${sql.id(`${view}_count`)}`,
  )
  const { rows } = await sql<Record<string, number>>`
    select ${sql.join(counts)}, (
      select count(*)::int from conversation c
      where c.tenant_id = ${tx.tenantId} and ${viewCondition('resolved', viewer)}) as resolved_count
    from conversation c
    left join conversation_read read_mark on read_mark.tenant_id = ${tx.tenantId}
      and read_mark.conversation_id = c.id and read_mark.user_id = ${viewer.readerId}
    where c.tenant_id = ${tx.tenantId} and c.status <> 'resolved'`.execute(tx)
  const row = rows[0] ?? {}
  return Object.fromEntries(
    ConversationView.options.map((view) => [view, row[camelCase(`${view}_count`)] ?? 0]),
  ) as Record<ConversationView, number>
}

const workViews = ConversationView.options.filter((view) => view !== 'resolved')

/** Columns come back in our spelling, whatever they are called in SQL. */
const camelCase = (name: string): string =>
  name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
