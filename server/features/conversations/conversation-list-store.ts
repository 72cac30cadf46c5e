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
export const conversationPage = (
  tx: TenantTx,
  viewer: Viewer,
  page: { view: ConversationView; before: ListPosition | null; limit: number },
): Promise<ConversationRow[]> =>
  conversationRows(
    tx,
    viewer.readerId,
    sql`
      select * from conversation c
      where c.tenant_id = ${tx.tenantId} and ${viewCondition(page.view, viewer)} and ${isBefore(page.before)}
      order by c.last_activity_at desc, c.id desc limit ${page.limit}`,
  )

/** How many conversations each view holds. The reader's marks are joined once, not looked up for each row. */
export async function countViews(
  tx: TenantTx,
  viewer: Viewer,
): Promise<Record<ConversationView, number>> {
  const marks = { ...viewer, readCount: sql<number>`read_mark.read_inbound_count` }
  const counts = ConversationView.options.map(
    (view) =>
      sql`count(*) filter (where ${viewCondition(view, marks)})::int as ${sql.id(`${view}_count`)}`,
  )
  const { rows } = await sql<Record<string, number>>`
    select ${sql.join(counts)} from conversation c
    left join conversation_read read_mark on read_mark.tenant_id = ${tx.tenantId}
      and read_mark.conversation_id = c.id and read_mark.user_id = ${viewer.readerId}
    where c.tenant_id = ${tx.tenantId}`.execute(tx)
  const row = rows[0] ?? {}
  return Object.fromEntries(
    ConversationView.options.map((view) => [view, row[camelCase(`${view}_count`)] ?? 0]),
  ) as Record<ConversationView, number>
}

/** Columns come back in our spelling, whatever they are called in SQL. */
const camelCase = (name: string): string =>
  name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
