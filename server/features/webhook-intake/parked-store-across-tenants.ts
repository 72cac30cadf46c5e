import { sql } from 'kysely'
import type { Database, EngineTx } from '../../database/database.ts'
import { journalBuckets } from './journal-bucket.ts'
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

/** One page of what was set aside, newest first, with the place in the list as PostgreSQL writes the time. */
export async function parkedPage(
  database: Database,
  page: { after: readonly [string, string] | null; limit: number },
): Promise<(Omit<ParkedPayload, 'bucket'> & { sizeBytes: number; position: string })[]> {
  const [parkedAt, id] = page.after ?? [null, null]
  const { rows } = await sql<
    Omit<ParkedPayload, 'bucket'> & { sizeBytes: number; position: string }
  >`
    select id, app_id, received_at, reason, detail, parked_at, octet_length(body_sealed) as size_bytes,
      parked_at::text as position
    from journal_parked
    where ${parkedAt}::text is null or (parked_at, id) < (${parkedAt}::timestamptz, ${id}::uuid)
    order by parked_at desc, id desc limit ${page.limit}`.execute(database.engine)
  return rows
}

/** What was set aside before a moment, in the order in which it came. */
export async function oldestParkedIds(
  database: Database,
  parkedBefore: Date,
  limit: number,
): Promise<string[]> {
  const rows = await database.engine
    .selectFrom('journalParked')
    .select('id')
    .where('parkedAt', '<', parkedBefore)
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map((row) => row.id)
}

export async function countParkedBefore(database: Database, parkedBefore: Date): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::float8 as count from journal_parked where parked_at < ${parkedBefore}`.execute(
    database.engine,
  )
  return rows[0]?.count ?? 0
}

/** How many of these payloads wait in the journal, and how many are set aside. The rest was applied. */
export async function findPlaces(
  database: Database,
  ids: readonly string[],
): Promise<{ inJournal: number; parked: number }> {
  const { rows } = await sql<{ inJournal: number; parked: number }>`
    with wanted as (
      select bucket::smallint, id
      from generate_series(0, ${journalBuckets - 1}::int) as bucket, unnest(${[...ids]}::uuid[]) as id)
    select (select count(*)::float8 from journal join wanted using (bucket, id)) as in_journal,
      (select count(*)::float8 from journal_parked join wanted using (bucket, id)) as parked`.execute(
    database.engine,
  )
  return rows[0] ?? { inJournal: 0, parked: 0 }
}
