import { connectOnce, type DatabaseAddress } from './connection.ts'

/** Months that get a partition ahead of time; a row of a later month would land in message_default. */
const monthsAhead = 2

/** A message changes five times; with room on its page its indexes need not change with it. */
const filledPercent = 50

/**
 * Makes the monthly partitions of `message` from last month to two months ahead. Old messages leave by
 * age; a partition that ran empty can be dropped in one stroke instead of row by row.
 */
export async function ensureMessagePartitions(address: DatabaseAddress, now: Date): Promise<void> {
  const client = await connectOnce(address, 'owner')
  try {
    for (let month = -1; month <= monthsAhead; month++) {
      const from = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + month, 1))
      const to = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + month + 1, 1))
      const name = `message_${from.toISOString().slice(0, 7).replace('-', '_')}`
      const exists = await client.query('select to_regclass($1) as found', [name])
      if (exists.rows[0]?.found) continue
      await client.query('select pg_advisory_lock(4839218)')
      await client.query(
        `create table if not exists ${name} partition of message
           for values from ('${firstIdOf(from)}') to ('${firstIdOf(to)}')
           with (fillfactor = ${filledPercent})`,
      )
      await client.query('select pg_advisory_unlock(4839218)')
    }
  } finally {
    await client.end()
  }
}

/** The least UUIDv7 of an instant: its milliseconds in front, zeros behind. */
function firstIdOf(instant: Date): string {
  const hex = instant.getTime().toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`
}
