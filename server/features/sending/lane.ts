import type { ContactId } from '../../platform/ids.ts'
import type { Runtime } from '../../runtime/runtime.ts'
import { deliverMessage, OutcomeNotRecorded } from './deliver-message.ts'
import type { LaneLease } from './lane-lease-across-tenants.ts'
import { findPause, headOfEachRecipient, type WaitingMessage } from './lane-queue-store.ts'
import { recoverAbandoned } from './record-outcome.ts'

/** Recipients that one lane serves at the same time. */
const concurrency = 64
/** After a failure of our own, for example of the database. */
const pauseAfterFaultMs = 1_000

export type Lane = {
  readonly lease: LaneLease
  /** Looks for work now. */
  wake(): void
  /** Claims nothing more; what is on its way still ends and is recorded. */
  end(): void
  hasEnded(): boolean
  /** Nothing was on its way for this long. */
  idleMs(): number
  /** Ends, and waits until everything on its way is recorded. */
  close(): Promise<void>
}

/**
 * Sends for one number while this process holds its lease.
 *
 * - A recipient is *busy* while a message to them is on its way, and *waiting* while their oldest message waits
 *   for another try: their later messages stay behind it. Recipients do not wait for each other.
 * - The lane is *held* for a moment when a failure concerns the whole number, and *paused* (in the database, with
 *   a reason) when the number cannot send at all; then one message tries whether it can again.
 * - *Ended* is final: the lease was lost, the process stops, or an outcome could not be recorded, which only a
 *   new fence settles.
 */
export async function openLane(runtime: Runtime, lease: LaneLease): Promise<Lane> {
  const { clock, database, hints, log } = runtime
  const { tenantId, channelId } = lease
  const busy = new Map<ContactId, Promise<void>>()
  const waitingUntilMs = new Map<ContactId, number>()
  let heldUntilMs = 0
  let hasEnded = false
  let isLooking = false
  let looksAgain = false
  let lastBusyMs = performance.now()

  const recovered = await database.inTenant(tenantId, (tx) =>
    recoverAbandoned(tx, lease, clock.now()),
  )
  for (const message of recovered) hints.publish(tenantId, { kind: 'status', ...message })

  const serve = async (message: WaitingMessage): Promise<void> => {
    try {
      const delivery = await deliverMessage(runtime, lease, message)
      if (delivery.kind === 'lost') hasEnded = true
      if (delivery.kind === 'retry') {
        const untilMs = clock.now().getTime() + delivery.delayMs
        waitingUntilMs.set(message.contactId, untilMs)
        if (delivery.holdsLane) heldUntilMs = Math.max(heldUntilMs, untilMs)
      }
    } catch (error) {
      log.error({ err: error, messageId: message.messageId }, 'a message could not be handled')
      waitingUntilMs.set(message.contactId, clock.now().getTime() + pauseAfterFaultMs)
      if (error instanceof OutcomeNotRecorded) hasEnded = true
    } finally {
      busy.delete(message.contactId)
      lastBusyMs = performance.now()
      wake()
    }
  }

  /** Starts what can be started. @returns whether there may be more behind recipients that wait. */
  const look = async (): Promise<boolean> => {
    const now = clock.now()
    if (now.getTime() < heldUntilMs) return false
    for (const [contactId, untilMs] of waitingUntilMs)
      if (untilMs <= now.getTime()) waitingUntilMs.delete(contactId)
    const heads = await database.inTenant(tenantId, async (tx) => {
      const pause = await findPause(tx, channelId)
      if (pause && pause.until > now) return []
      const slots = (pause ? 1 : concurrency) - busy.size
      if (slots <= 0) return []
      const except = [...busy.keys(), ...waitingUntilMs.keys()]
      return headOfEachRecipient(tx, channelId, except, slots)
    })
    if (hasEnded) return false
    const isDue = (message: WaitingMessage) => message.availableAt <= now
    for (const message of heads)
      if (isDue(message)) busy.set(message.contactId, serve(message))
      else waitingUntilMs.set(message.contactId, message.availableAt.getTime())
    return heads.length > 0 && !heads.every(isDue)
  }

  const mayLookAgain = () => looksAgain && !hasEnded

  const lookUntilDone = async (): Promise<void> => {
    isLooking = true
    looksAgain = true
    try {
      while (mayLookAgain()) {
        looksAgain = false
        if (await look()) looksAgain = true
      }
    } catch (error) {
      log.warn(
        { err: error, channelId },
        'the outbox could not be read; the next sweep tries again',
      )
    } finally {
      isLooking = false
    }
  }

  const wake = (): void => {
    if (hasEnded) return
    if (isLooking) looksAgain = true
    else void lookUntilDone()
  }

  return {
    lease,
    wake,
    end: () => {
      hasEnded = true
    },
    hasEnded: () => hasEnded,
    idleMs: () => (busy.size > 0 ? 0 : performance.now() - lastBusyMs),
    close: async () => {
      hasEnded = true
      while (busy.size > 0) await Promise.all(busy.values())
    },
  }
}
