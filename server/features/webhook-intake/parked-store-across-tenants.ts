import { sql } from 'kysely'
import type { Database, EngineTx } from '../../database/database.ts'
import type { JournalRow, ParkReason } from './journal-store.ts'

export type ParkedPayload = {
  bucket: number
  id: string
  appId: string
  receivedAt: Date
  reason: ParkReason
  detail: string
  parkedAt: Date
}

/** Sets payloads aside. One that is parked already stays as it is. */
export async function parkPayloads(
  tx: EngineTx | Database['engine'],
  payloads: readonly (JournalRow & { reason: ParkReason; detail: string; parkedAt: Date })[],
): Promise<void> {
  if (payloads.length === 0) return
  await tx
    .insertInto('journalParked')
    .values([...payloads])
    .onConflict((conflict) => conflict.columns(['bucket', 'id']).doNothing())
    .execute()
}

/** What was set aside, oldest first, without the contents. */
export async function listParked(database: Database): Promise<ParkedPayload[]> {
  const rows = await database.engine
    .selectFrom('journalParked')
    .select(['bucket', 'id', 'appId', 'receivedAt', 'reason', 'detail', 'parkedAt'])
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ ...row, reason: row.reason as ParkReason }))
}

/**
 * Puts parked payloads back into the journal, to be applied again; what cannot be applied comes back here.
 * @param ids  which ones; all when left out.
 * @returns how many were put back.
 */
export async function unparkPayloads(database: Database, ids?: readonly string[]): Promise<number> {
  const { numAffectedRows } = await sql`
    with moved as (
      delete from journal_parked where ${ids === undefined} or id = any(${ids ?? []}::uuid[])
      returning bucket, id, app_id, received_at, body_sealed)
    insert into journal (bucket, id, app_id, received_at, body_sealed)
    select bucket, id, app_id, received_at, body_sealed from moved
    on conflict (bucket, id) do nothing`.execute(database.engine)
  return Number(numAffectedRows ?? 0n)
}
