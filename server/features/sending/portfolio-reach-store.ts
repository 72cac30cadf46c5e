import { sql } from 'kysely'
import type { Database } from '../../database/database.ts'
import type { ContactId, TenantId } from '../../platform/ids.ts'
import { uuidList } from './uuid-list.ts'

/**
 * How long somebody counts as reached outside windows.
 * @source Meta, "Messaging limits": unique people in a moving 24 hours, per business portfolio; read 2026-11-20.
 */
export const reachedForMs = 24 * 60 * 60_000

export type Reach = {
  /** To these a conversation may be started: they were reached in the last 24 hours, or count from now on. */
  reachedIds: Set<ContactId>
  /** When the first of those who use up the limit stops counting; null while there is room. */
  fullUntil: Date | null
  limit: number | null
}

/**
 * Counts people to whom conversations are about to be started, before the messages leave: rather one too many than
 * one too few. All numbers of a portfolio share its limit; they wait for each other for the moment of this.
 */
export async function reserveReach(
  database: Database,
  portfolio: { tenantId: TenantId; portfolioId: string },
  contactIds: readonly ContactId[],
  now: Date,
): Promise<Reach> {
  const { tenantId, portfolioId } = portfolio
  return database.inEngine(async (tx) => {
    const found = await sql<{ messagingLimit: number | null; reachedCount: number }>`
      select messaging_limit, reached_count from portfolio
      where tenant_id = ${tenantId} and portfolio_id = ${portfolioId} for update`.execute(tx)
    const [row] = found.rows
    if (row?.messagingLimit == null)
      return { reachedIds: new Set(contactIds), fullUntil: null, limit: null }
    const expired = await sql`
      delete from portfolio_reach where tenant_id = ${tenantId} and portfolio_id = ${portfolioId}
        and reached_at <= ${new Date(now.getTime() - reachedForMs)}`.execute(tx)
    const known = await sql<{ contactId: ContactId }>`
      select contact_id from portfolio_reach
      where tenant_id = ${tenantId} and portfolio_id = ${portfolioId}
        and contact_id = any(${uuidList(contactIds)}::uuid[])`.execute(tx)
    const reachedIds = new Set(known.rows.map(({ contactId }) => contactId))
    const before = row.reachedCount - Number(expired.numAffectedRows ?? 0n)
    const fresh = contactIds
      .filter((id) => !reachedIds.has(id))
      .slice(0, Math.max(0, row.messagingLimit - before))
    await sql`
      insert into portfolio_reach (tenant_id, portfolio_id, contact_id, reached_at)
      select ${tenantId}::uuid, ${portfolioId}, id, ${now} from unnest(${uuidList(fresh)}::uuid[]) as id`.execute(
      tx,
    )
    await sql`
      update portfolio set reached_count = ${before + fresh.length}
      where tenant_id = ${tenantId} and portfolio_id = ${portfolioId}`.execute(tx)
    for (const id of fresh) reachedIds.add(id)
    const isFull = contactIds.some((id) => !reachedIds.has(id))
    if (!isFull) return { reachedIds, fullUntil: null, limit: row.messagingLimit }
    const oldest = await sql<{ reachedAt: Date }>`
      select reached_at from portfolio_reach
      where tenant_id = ${tenantId} and portfolio_id = ${portfolioId}
      order by tenant_id, portfolio_id, reached_at limit 1`.execute(tx)
    const oldestMs = oldest.rows[0]?.reachedAt.getTime() ?? now.getTime()
    return { reachedIds, fullUntil: new Date(oldestMs + reachedForMs), limit: row.messagingLimit }
  })
}

/** Stores how many people a portfolio may reach in 24 hours; null: unlimited. */
export async function saveMessagingLimit(
  database: Database,
  portfolio: { tenantId: TenantId; portfolioId: string },
  messagingLimit: number | null,
  now: Date,
): Promise<void> {
  await sql`
    insert into portfolio (tenant_id, portfolio_id, messaging_limit, updated_at)
    values (${portfolio.tenantId}, ${portfolio.portfolioId}, ${messagingLimit}, ${now})
    on conflict (tenant_id, portfolio_id) do update
      set messaging_limit = excluded.messaging_limit, updated_at = excluded.updated_at`.execute(
    database.engine,
  )
}
