import { sql } from 'kysely'
import type { Database } from '../../database/database.ts'

// The job tables belong to graphile-worker; these functions of the schema are all that the engine role may do there.

export type JobState = 'waiting' | 'scheduled' | 'running' | 'retrying' | 'failed'

export async function readJobs(database: Database) {
  const { rows } = await sql<{ state: JobState; count: number; oldestAt: Date }>`
    select state, job_count::float8 as count, oldest_run_at as oldest_at from job_counts()`.execute(
    database.engine,
  )
  return rows
}

export type JobRow = {
  id: bigint
  task: string
  attempts: number
  maxAttempts: number
  lastError: string | null
  runAt: Date
  createdAt: Date
  updatedAt: Date
}

/** Jobs that failed at least once, those without tries left first. */
export async function troubledJobs(database: Database, most: number): Promise<JobRow[]> {
  const { rows } = await sql<JobRow>`select * from troubled_jobs(${most})`.execute(database.engine)
  return rows
}

/** Makes failed jobs due now, with all their tries again. @returns how many there were. */
export async function retryJobs(database: Database, ids: readonly string[]): Promise<number> {
  const { rows } = await sql`select * from retry_jobs(${[...ids]}::bigint[])`.execute(
    database.engine,
  )
  return rows.length
}
