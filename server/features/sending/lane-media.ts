import type { MessageId } from '../../platform/ids.ts'
import type { Runtime } from '../../runtime/runtime.ts'
import type { LaneLease } from './lane-lease-across-tenants.ts'
import { settledAttempt } from './lane-requests.ts'
import type { QueuedMessage } from './lane-window.ts'
import type { SettledAttempt } from './record-outcomes.ts'
import { uploadBeforeClaim } from './upload-before-claim.ts'

const pauseAfterFaultMs = 1_000
/** Uploads of one lane at the same time. */
const mostAtOnce = 8

type Listener = {
  /** It cannot be sent, and this is why. */
  settled(settled: SettledAttempt): void
  /** It was left alone; when to try again. */
  released(queued: QueuedMessage, delayMs: number): void
  /** It may be claimed now. */
  uploaded(): void
}

/** Messages with a file of one lane: brought to Meta first, then claimed like the others. Their recipients are busy. */
export class LaneMedia {
  readonly #runtime: Runtime
  readonly #lease: LaneLease
  readonly #listener: Listener
  readonly #waiting: QueuedMessage[] = []
  readonly #ready: QueuedMessage[] = []
  readonly #metaIds = new Map<MessageId, string | null>()
  #uploading = 0

  constructor(runtime: Runtime, lease: LaneLease, listener: Listener) {
    this.#runtime = runtime
    this.#lease = lease
    this.#listener = listener
  }

  get readyCount(): number {
    return this.#ready.length
  }

  /** Uploads under way. */
  get size(): number {
    return this.#uploading
  }

  upload(queued: QueuedMessage): void {
    this.#waiting.push(queued)
    this.#start()
  }

  /** Takes messages whose files Meta has. */
  take(most: number): QueuedMessage[] {
    return this.#ready.splice(0, most)
  }

  /** Meta's id of the file of a message that was taken; asked once. */
  idOf(messageId: MessageId): string | null {
    const metaMediaId = this.#metaIds.get(messageId) ?? null
    this.#metaIds.delete(messageId)
    return metaMediaId
  }

  #start(): void {
    while (this.#uploading < mostAtOnce) {
      const queued = this.#waiting.shift()
      if (!queued) return
      this.#uploading += 1
      void this.#uploadOne(queued).finally(() => {
        this.#uploading -= 1
        this.#start()
      })
    }
  }

  async #uploadOne(queued: QueuedMessage): Promise<void> {
    const { messageId } = queued
    const startedAt = this.#runtime.clock.now()
    try {
      const upload = await uploadBeforeClaim(this.#runtime, this.#lease, messageId)
      if (upload.kind === 'gone') this.#listener.released(queued, 0)
      else if (upload.kind === 'settled') {
        const { conversationId, attemptCount, createdAt } = upload.message
        const attempt = {
          conversationId,
          attemptCount: attemptCount + 1,
          createdAtMs: createdAt.getTime(),
          type: 'media',
          startedAt,
        }
        this.#listener.settled(settledAttempt(queued, attempt, upload.outcome))
      } else {
        this.#metaIds.set(messageId, upload.metaMediaId)
        this.#ready.push(queued)
        this.#listener.uploaded()
      }
    } catch (error) {
      this.#runtime.log.error({ err: error, messageId }, 'a message could not be handled')
      this.#listener.released(queued, pauseAfterFaultMs)
    }
  }
}
