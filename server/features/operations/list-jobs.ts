import type { TroubledJob } from '#shared/contracts/operations.ts'
import { maskPersonal } from '../../platform/mask-personal.ts'
import type { Database } from '../../database/database.ts'
import { troubledJobs, type JobRow } from './job-store-across-tenants.ts'

const longestError = 300

/** Jobs that failed, without what they were about: names and payloads stay inside. */
export async function listTroubledJobs(database: Database, most: number): Promise<TroubledJob[]> {
  return (await troubledJobs(database, most)).map(present)
}

function present(row: JobRow): TroubledJob {
  const isOver = row.attempts >= row.maxAttempts
  return {
    id: String(row.id),
    task: row.task,
    state: isOver ? 'failed' : 'retrying',
    attempts: row.attempts,
    maxAttempts: row.maxAttempts,
    error: firstLine(row.lastError),
    nextTryAt: isOver ? null : row.runAt.toISOString(),
    createdAt: row.createdAt.toISOString(),
    failedAt: row.updatedAt.toISOString(),
  }
}

function firstLine(error: string | null): string | null {
  const line = error?.split('\n')[0]?.trim()
  return line ? maskPersonal(line).slice(0, longestError) : null
}
