import type pg from 'pg'
import { connectOnce, type DatabaseAddress } from './connection.ts'

/** Months that get a partition ahead of time; a row of a later month waits in message_default. */
const monthsAhead = 2
/** A message changes five times; with room on its page its indexes need not change with it. */
const filledPercent = 50
/** Any constant will do, as long as every Keepword process uses the same. */
const partitionLock = 4_839_218

/** Name of the job that runs this every night, for servers that stay up for months. */
export const partitionTask = 'ensure-message-partitions'

/**
 * Makes the monthly partitions of `message` from last month to two months ahead. Old messages leave by
 * age; a partition that ran empty can be dropped in one stroke instead of row by row. Rows that had to wait
 * in message_default move into theirs.
 */
export async function ensureMessagePartitions(address: DatabaseAddress, now: Date): Promise<void> {
  const client = await connectOnce(address, 'owner')
  try {
    for (let month = -1; month <= monthsAhead; month++) {
      const from = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + month, 1))
      const to = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + month + 1, 1))
      const name = `message_${from.toISOString().slice(0, 7).replace('-', '_')}`
      if (!(await exists(client, name))) await makePartition(client, name, { from, to })
    }
  } finally {
    await client.end()
  }
}

/** Read from the catalogue's rows: `to_regclass` may remember that another process's new table was not there. */
const exists = async (client: pg.Client, name: string): Promise<boolean> =>
  (
    await client.query(
      `select from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = current_schema() and c.relname = $1`,
      [name],
    )
  ).rowCount === 1

async function makePartition(
  client: pg.Client,
  name: string,
  { from, to }: { from: Date; to: Date },
): Promise<void> {
  const bounds = `from ('${firstIdOf(from)}') to ('${firstIdOf(to)}')`
  await client.query('begin')
  try {
    await client.query('select pg_advisory_xact_lock($1)', [partitionLock])
    if (!(await exists(client, name))) {
      await client.query(
        `create table ${name} (like message including all) with (fillfactor = ${filledPercent})`,
      )
      // A partition cannot be attached while the default one holds rows of its range.
      await client.query(
        `with moved as (delete from message_default
           where id >= '${firstIdOf(from)}' and id < '${firstIdOf(to)}' returning *)
         insert into ${name} select * from moved`,
      )
      await client.query(`alter table message attach partition ${name} for values ${bounds}`)
    }
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

/** The least UUIDv7 of an instant: its milliseconds in front, zeros behind. */
function firstIdOf(instant: Date): string {
  const hex = instant.getTime().toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`
}
