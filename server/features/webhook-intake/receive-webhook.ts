import { createHash } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import type { Runtime } from '../../runtime/runtime.ts'
import { CommitQueueFull, groupCommit } from './group-commit.ts'
import { intakeProblem } from './intake-problems.ts'
import { journalBucketOf } from './journal-bucket.ts'
import { insertJournal, sealBody, type JournalRow } from './journal-store.ts'
import { parkPayloads } from './parked-store-across-tenants.ts'

/**
 * Meta gives up on an answer after about 20 s and sends again. Before that it hears that we could not store.
 * @source Meta, Calling API FAQ; read 2026-11-20.
 */
const answerWithinMs = 15_000

/** So many rows one statement of the journal may hold; see group-commit.ts. */
const batchBuckets = [1, 2, 4, 8, 16, 32, 64, 128, 256]

/**
 * Takes signed webhook bodies and returns once they are on disk.
 * A body is stored under the id of its request, so that the line of the request in the log, the journal, and what
 * is set aside later name the same thing.
 * A body that is not JSON is kept too, set aside for the operator, and refused: Meta does not send such.
 */
export function webhookReceiver(
  runtime: Pick<Runtime, 'clock' | 'database' | 'keyring' | 'log' | 'metrics' | 'wakeups'>,
): (appId: string, body: Buffer, requestId: string) => Promise<void> {
  const { clock, database, keyring, log, metrics, wakeups } = runtime
  const batchSize = metrics.histogram({
    name: 'keepword_intake_commit_rows',
    help: 'Webhooks stored by one statement.',
    buckets: batchBuckets,
  })
  const commit = groupCommit<JournalRow>(async (rows) => {
    batchSize.observe(rows.length)
    await insertJournal(database, rows)
    wakeups.wake('journal')
  })

  const store = async (
    appId: string,
    body: Buffer,
    id: string,
    payload: unknown,
  ): Promise<void> => {
    const sealer = await keyring.forPlatform()
    const row = {
      bucket: journalBucketOf(payload),
      id,
      appId,
      receivedAt: clock.now(),
      bodySealed: sealBody(sealer, id, body),
    }
    await commit(row, body.length)
  }

  const setAside = async (appId: string, body: Buffer, requestId: string): Promise<void> => {
    const sealer = await keyring.forPlatform()
    // The same body has the same id: repeats of it are kept once.
    const id = idOfBytes(body)
    const now = clock.now()
    await parkPayloads(database.engine, [
      {
        bucket: 0,
        id,
        appId,
        receivedAt: now,
        bodySealed: sealBody(sealer, id, body),
        reason: 'not_json',
        detail: `The body of ${body.length} bytes is signed correctly but is not JSON.`,
        parkedAt: now,
      },
    ])
    log.warn(
      { requestId, appId, sizeBytes: body.length, parkedId: id },
      'signed webhook is not JSON',
    )
  }

  return async (appId, body, requestId) => {
    const payload = parsed(body)
    try {
      await inTime(
        payload === undefined
          ? setAside(appId, body, requestId)
          : store(appId, body, requestId, payload.value),
      )
    } catch (error) {
      log.error(
        { err: error, requestId, appId, sizeBytes: body.length },
        'webhook could not be stored',
      )
      throw intakeProblem(
        'intake_unavailable',
        error instanceof CommitQueueFull
          ? 'More webhooks arrive than can be stored right now; send this one again.'
          : 'The webhook could not be stored; send it again.',
      )
    }
    if (payload === undefined)
      throw intakeProblem(
        'webhook_not_json',
        'The body is signed correctly but is not JSON. It was kept for the operator; sending it again changes nothing.',
      )
  }
}

function parsed(body: Buffer): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(body.toString('utf8')) as unknown }
  } catch {
    return undefined
  }
}

async function inTime(stored: Promise<void>): Promise<void> {
  const abort = new AbortController()
  const late = delay(answerWithinMs, undefined, { signal: abort.signal }).then(() => {
    throw new Error(`not stored within ${answerWithinMs} ms`)
  })
  try {
    await Promise.race([stored, late])
  } finally {
    abort.abort()
    // Whichever lost the race may still fail; it was answered for already.
    late.catch(() => {})
    stored.catch(() => {})
  }
}

/** A UUID (version 8, RFC 9562) made of the bytes' digest. */
function idOfBytes(bytes: Buffer): string {
  const hash = createHash('sha256').update(bytes).digest().subarray(0, 16)
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x80, 6)
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = hash.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
