import { Logger, run, type Runner, type TaskList } from 'graphile-worker'
import { sql, type Transaction } from 'kysely'
import pg from 'pg'
import { connectionSettings, type DatabaseAddress } from '../database/connection.ts'
import type { DB } from '../database/schema.ts'
import type { Log } from '../platform/log.ts'
import { maskPersonal } from '../platform/mask-personal.ts'

/** Background work by name. A feature declares its tasks; main collects them. */
export type JobTasks = TaskList

/**
 * Adds a job in the caller's transaction: it exists exactly if the transaction commits.
 * A job with the same `key` that has not started yet is replaced.
 */
export async function addJob(
  tx: Transaction<DB>,
  job: { task: string; payload: object; key?: string; runAt?: Date },
): Promise<void> {
  await sql`select add_job(${job.task}, ${JSON.stringify(job.payload)}::json, ${job.key ?? null},
    ${job.runAt ?? null})`.execute(tx)
}

/** Runs jobs until closed. A job that throws is tried again later, with growing gaps, up to 25 times. */
export async function startJobs(options: {
  address: DatabaseAddress
  log: Log
  tasks: JobTasks
  concurrency: number
  /** Lines of a crontab in UTC: when, and the task. */
  schedules?: readonly string[]
}): Promise<{ close(): Promise<void> }> {
  const pool = new pg.Pool({
    ...connectionSettings(options.address, 'owner'),
    max: options.concurrency + 2,
  })
  pool.on('error', (error) => options.log.warn({ err: error }, 'idle jobs connection lost'))
  pool.on('connect', (client) => client.on('error', () => {}))
  const runner: Runner = await run({
    pgPool: pool,
    taskList: options.tasks,
    concurrency: options.concurrency,
    noHandleSignals: true,
    logger: workerLogger(options.log),
    // Schedules live in code, not in a crontab file of the working directory.
    crontab: options.schedules?.join('\n') ?? '',
    pollInterval: 2_000,
  })
  return {
    close: async () => {
      await runner.stop()
      await pool.end()
    },
  }
}

/** graphile-worker writes to standard output by itself; what it says belongs into our log. */
const workerLogger = (log: Log): Logger =>
  new Logger(() => (level, message) => {
    // A task's failure is told in its own words, which may name what it was about.
    const facts = { worker: maskPersonal(message) }
    if (level === 'error') log.error(facts, 'job worker')
    else if (level === 'warning') log.warn(facts, 'job worker')
    else log.debug(facts, 'job worker')
  })
