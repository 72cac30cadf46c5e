import { EventEmitter } from 'node:events'
import pg from 'pg'
import type { LiveHint } from '#shared/contracts/live-event.ts'
import { connectionSettings, type DatabaseAddress } from '../database/connection.ts'
import { newId, type TenantId } from '../platform/ids.ts'
import type { Log } from '../platform/log.ts'
import { readHintNotice, writeHintNotices, type AddressedHint } from './hint-notice.ts'
import type { LiveHints } from './live-hints.ts'

/**
 * Hints of all processes on one database, over one connection that both listens and notifies.
 *
 * - Published hints wait up to `batchMs`, repeats fall together, then they go to listeners of this process and, in
 *   one statement, to the other processes. NOTIFY serialises commits: one statement per batch, never per change.
 * - connected: as above. lost: local listeners go on getting local hints; the connection is tried again with
 *   growing gaps. Back again: hints may have been missed in both directions, so everybody here and elsewhere
 *   gets `resync`.
 */
export async function createLiveHints(options: {
  address: DatabaseAddress
  log: Log
  batchMs?: number
}): Promise<LiveHints> {
  const hints = new DatabaseLiveHints(options)
  await hints.connect()
  return hints
}

const channel = 'keepword_hints'
/** Short enough for a screen to feel live, long enough to put a burst into one notification. */
const defaultBatchMs = 30
const firstRetryMs = 200
const longestRetryMs = 5_000

class DatabaseLiveHints implements LiveHints {
  readonly #address: DatabaseAddress
  readonly #log: Log
  readonly #batchMs: number
  /** Names this process in notices, so that it leaves out its own. */
  readonly #origin = newId()
  readonly #listeners = new EventEmitter().setMaxListeners(0)
  #waiting = new Map<string, AddressedHint>()
  #flushTimer: NodeJS.Timeout | null = null
  #retryTimer: NodeJS.Timeout | null = null
  #retryMs = firstRetryMs
  #client: pg.Client | null = null
  #isClosed = false

  constructor(options: { address: DatabaseAddress; log: Log; batchMs?: number }) {
    this.#address = options.address
    this.#log = options.log
    this.#batchMs = options.batchMs ?? defaultBatchMs
  }

  publish(tenantId: TenantId, hint: LiveHint): void {
    if (this.#isClosed) return
    const key = `${tenantId} ${hint.kind} ${hint.conversationId ?? ''} ${hint.messageId ?? ''}`
    this.#waiting.set(key, { tenantId, hint })
    this.#flushTimer ??= setTimeout(() => this.#flush(), this.#batchMs)
  }

  subscribe(tenantId: TenantId, listener: (hint: LiveHint | 'resync') => void): () => void {
    this.#listeners.on(tenantId, listener)
    this.#listeners.on('resync', listener)
    return () => {
      this.#listeners.off(tenantId, listener)
      this.#listeners.off('resync', listener)
    }
  }

  async close(): Promise<void> {
    if (this.#flushTimer) this.#flush()
    this.#isClosed = true
    if (this.#retryTimer) clearTimeout(this.#retryTimer)
    const client = this.#client
    this.#client = null
    // Ends after what was queued on it, so the last hints still leave.
    await client?.end().catch(() => {})
  }

  /** @throws when the database cannot be reached at start; later losses are mended in the background. */
  async connect(): Promise<void> {
    const client = new pg.Client(connectionSettings(this.#address, 'engine'))
    client.on('error', (error) => this.#log.warn({ err: error }, 'live hints: connection failed'))
    client.on('notification', (notice) => this.#receive(notice.payload ?? ''))
    try {
      await client.connect()
      await client.query(`listen ${channel}`)
    } catch (error) {
      await client.end().catch(() => {})
      throw error
    }
    if (this.#isClosed) return client.end()
    this.#client = client
    client.once('end', () => this.#onLost(client))
  }

  #flush(): void {
    if (this.#flushTimer) clearTimeout(this.#flushTimer)
    this.#flushTimer = null
    const batch = [...this.#waiting.values()]
    this.#waiting = new Map()
    for (const { tenantId, hint } of batch) this.#tell(tenantId, hint)
    for (const notice of writeHintNotices(this.#origin, batch)) this.#notify(notice)
  }

  #notify(notice: string): void {
    const client = this.#client
    if (!client) return
    // A notice that fails is covered by the resync after the reconnect, unless the connection lives on.
    client
      .query({ name: 'notify-hints', text: 'select pg_notify($1, $2)', values: [channel, notice] })
      .catch((error: unknown) => this.#log.warn({ err: error }, 'live hints: not notified'))
  }

  #receive(payload: string): void {
    const notice = readHintNotice(payload)
    if (notice === null || notice.origin === this.#origin) return
    if (notice.hints === 'resync') this.#tell('resync', 'resync')
    else for (const { tenantId, hint } of notice.hints) this.#tell(tenantId, hint)
  }

  #tell(event: TenantId | 'resync', hint: LiveHint | 'resync'): void {
    this.#listeners.emit(event, hint)
  }

  #onLost(client: pg.Client): void {
    if (this.#client !== client) return
    this.#client = null
    this.#log.warn('live hints: connection lost, connecting again')
    this.#retryLater()
  }

  #retryLater(): void {
    if (this.#isClosed) return
    this.#retryTimer = setTimeout(() => {
      this.connect().then(
        () => {
          this.#retryMs = firstRetryMs
          this.#tell('resync', 'resync')
          for (const notice of writeHintNotices(this.#origin, 'resync')) this.#notify(notice)
        },
        () => this.#retryLater(),
      )
    }, this.#retryMs)
    this.#retryMs = Math.min(this.#retryMs * 2, longestRetryMs)
  }
}
