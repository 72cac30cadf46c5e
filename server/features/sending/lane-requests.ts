import type { GraphChannel, SendOutcome } from '../../meta/graph-client.ts'
import type { Runtime } from '../../runtime/runtime.ts'
import type { ClaimedMessage, LaneChannel } from './lane-claim-store.ts'
import type { LaneLease } from './lane-lease-across-tenants.ts'
import type { QueuedMessage } from './lane-window.ts'
import { notConnected, prepareMessage, type Prepared } from './prepare-message.ts'
import type { SettledAttempt } from './record-outcomes.ts'
import { decide } from './send-decision.ts'

/** A claimed message and what its lane knew of it. */
export type Departure = {
  queued: QueuedMessage
  claimed: ClaimedMessage
  metaMediaId: string | null
}

export type LaneRequests = {
  /**
   * Lets claimed messages leave. They count as having left from now on.
   * @returns false when `mayLeave` said no at the last moment: then nothing has left.
   */
  send(channel: LaneChannel, departures: readonly Departure[]): Promise<boolean>
}

/**
 * The requests of one lane. The number's token is opened once and again when it changes.
 * @param lane.answered  is told what followed from each request.
 * @param lane.mayLeave  whether the lane is surely still ours.
 */
export function createLaneRequests(
  runtime: Runtime,
  lease: LaneLease,
  lane: { answered(settled: SettledAttempt): void; mayLeave(): boolean },
): LaneRequests {
  const { clock, graph, keyring } = runtime
  let opened: { sealed: string; channel: GraphChannel } | null = null

  const openChannel = async (current: LaneChannel): Promise<GraphChannel | null> => {
    const { tokenSealed, phoneNumberId, isConnected } = current
    if (!isConnected || !tokenSealed) return null
    if (opened?.sealed === tokenSealed && opened.channel.phoneNumberId === phoneNumberId)
      return opened.channel
    const sealer = await keyring.forTenant(lease.tenantId)
    const bytes = Buffer.from(tokenSealed, 'hex')
    const token = sealer.open('channel', 'access_token_sealed', lease.channelId, bytes)
    opened = {
      sealed: tokenSealed,
      channel: { phoneNumberId, accessToken: token.toString('utf8') },
    }
    return opened.channel
  }

  const settle = (departure: Departure, startedAt: Date, outcome: SendOutcome): void => {
    const { queued, claimed } = departure
    lane.answered(settledAttempt(queued, { ...claimed, startedAt }, outcome))
  }

  return {
    send: async (current, departures) => {
      const sealer = await keyring.forTenant(lease.tenantId)
      const channel = await openChannel(current)
      // The process may have been stopped since the claim, and another one may serve these people by now: a
      // request of ours would arrive behind what it has sent.
      if (!lane.mayLeave()) return false
      const startedAt = clock.now()
      for (const departure of departures) {
        const { claimed, metaMediaId } = departure
        let prepared: Prepared
        try {
          prepared = prepareMessage(sealer, claimed, current.portfolioId, metaMediaId)
        } catch (error) {
          runtime.log.error(
            { err: error, messageId: claimed.messageId },
            'a message cannot be opened',
          )
          prepared = unreadable
        }
        if ('outcome' in prepared) settle(departure, startedAt, prepared.outcome)
        else if (!channel) settle(departure, startedAt, notConnected().outcome)
        else
          void graph
            .sendMessage(channel, prepared.body, { requestId: claimed.requestId })
            .catch((error: unknown): SendOutcome => {
              runtime.log.error({ err: error, messageId: claimed.messageId }, 'a request broke off')
              return { kind: 'unknown', reason: 'the request broke off' }
            })
            .then((outcome) => settle(departure, startedAt, outcome))
      }
      return true
    },
  }
}

const unreadable: Prepared = {
  outcome: {
    kind: 'refused',
    error: {
      httpStatus: 0,
      code: 100,
      subcode: null,
      title: 'The message cannot be read any more',
      details: null,
      fbtraceId: null,
    },
  },
}

/** What follows from the outcome of one attempt. */
export function settledAttempt(
  queued: QueuedMessage,
  attempt: Pick<ClaimedMessage, 'conversationId' | 'attemptCount' | 'createdAtMs' | 'type'> & {
    startedAt: Date
  },
  outcome: SendOutcome,
): SettledAttempt {
  const { startedAt, attemptCount, createdAtMs } = attempt
  return {
    messageId: queued.messageId,
    contactId: queued.contactId,
    priority: queued.priority,
    conversationId: attempt.conversationId,
    isReaction: attempt.type === 'reaction',
    attemptCount,
    startedAt,
    decision: decide(outcome, {
      attemptCount,
      ageMs: startedAt.getTime() - createdAtMs,
      random: Math.random(),
    }),
  }
}
