/** The webhook journal across tenants: a payload's tenant is not known before it is read. Engine role only. */
import { CompiledQuery, sql } from 'kysely'
import type { Database, EngineTx } from '../../database/database.ts'
import type { Sealer } from '../../platform/sealing/keyring.ts'

export type JournalRow = {
  bucket: number
  id: string
  appId: string
  receivedAt: Date
  bodySealed: Buffer
}

/** Why a payload was set aside. `detail` is for the operator and holds no content. */
export type ParkReason =
  | 'unknown_phone_number'
  | 'unknown_account'
  | 'not_json'
  | 'unknown_shape'
  | 'not_applied'

export const sealBody = (sealer: Sealer, id: string, body: Uint8Array | string): Buffer =>
  sealer.seal('journal', 'body_sealed', id, body)

/** Bound to the id alone, so that a payload can be parked and replayed as it is. */
export const openBody = (sealer: Sealer, id: string, sealed: Buffer): Buffer =>
  sealer.open('journal', 'body_sealed', id, sealed)

const insertTexts = new Map<number, string>()

/** The INSERT for so many rows; texts are kept, because building one costs more than running it. */
function insertText(rowCount: number): string {
  const known = insertTexts.get(rowCount)
  if (known !== undefined) return known
  const rows = Array.from({ length: rowCount }, (_, row) => {
    const first = row * 5
    return `($${first + 1}, $${first + 2}, $${first + 3}, $${first + 4}, $${first + 5})`
  })
  const text = `insert into journal (bucket, id, app_id, received_at, body_sealed) values ${rows.join(', ')}`
  insertTexts.set(rowCount, text)
  return text
}

/** Stores received payloads in one statement; durable when it returns. */
export async function insertJournal(database: Database, rows: readonly JournalRow[]) {
  const parameters = rows.flatMap((row) => [
    row.bucket,
    row.id,
    row.appId,
    row.receivedAt,
    row.bodySealed,
  ])
  await database.engine.executeQuery(CompiledQuery.raw(insertText(rows.length), parameters))
}

/** Any number of our own, so that these locks meet no other advisory lock. */
const bucketLockSpace = 7_201

/** Makes this transaction the only one that applies the bucket. @returns false when another one does. */
export async function lockBucket(tx: EngineTx, bucket: number): Promise<boolean> {
  const { rows } = await sql<{ locked: boolean }>`
    select pg_try_advisory_xact_lock(${bucketLockSpace}, ${bucket}) as locked`.execute(tx)
  return rows[0]?.locked ?? false
}

/** The oldest payloads of a bucket, in the order of arrival. */
export const oldestOfBucket = (
  tx: EngineTx,
  bucket: number,
  limit: number,
): Promise<JournalRow[]> =>
  tx
    .selectFrom('journal')
    .select(['bucket', 'id', 'appId', 'receivedAt', 'bodySealed'])
    .where('bucket', '=', bucket)
    .orderBy('id')
    .limit(limit)
    .execute()

/** Takes applied payloads out of the journal, in the transaction that applied them. */
export async function deleteFromJournal(
  tx: EngineTx,
  bucket: number,
  ids: readonly string[],
): Promise<void> {
  await sql`delete from journal where bucket = ${bucket} and id = any(${ids}::uuid[])`.execute(tx)
}

/** Which buckets hold something. A probe of the primary key per bucket, however long the journal is. */
export async function bucketsWithWork(database: Database, buckets: number): Promise<number[]> {
  const { rows } = await sql<{ bucket: number }>`
    select candidate.bucket from generate_series(0, ${buckets - 1}::int) as candidate (bucket)
    where exists (select from journal where journal.bucket = candidate.bucket)`.execute(
    database.engine,
  )
  return rows.map((row) => row.bucket)
}

/** How many payloads wait to be applied. */
export async function journalLength(database: Database): Promise<number> {
  const { rows } = await sql<{ count: bigint }>`select count(*) from journal`.execute(
    database.engine,
  )
  return Number(rows[0]?.count ?? 0n)
}
