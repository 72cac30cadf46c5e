import { rules } from '#simulator/rules.ts'
import {
  findMessage,
  listUnderWay,
  markUnseen,
  updatePricingType,
  updateStatus,
  type StoredMessage,
} from '#simulator/store/message-store.ts'
import { findNumber, type BusinessNumber } from '#simulator/store/number-store.ts'
import { findPerson, type Person } from '#simulator/store/person-store.ts'
import { setReaction } from '#simulator/store/timeline-store.ts'
import { sendStatusWebhook } from '#simulator/webhooks/status-webhook.ts'
import type { World } from '#simulator/world.ts'
import { publishChat } from './present-chat.ts'
import { presentMessage } from './present-message.ts'
import { countDelivered, pricingTypeOf } from './pricing.ts'
import { findDeliveryFailure } from './delivery-failure.ts'

// accepted -> sent -> delivered -> read -> played, or accepted -> failed.
//   accepted    the Graph call was answered; `sentDelayMs` later it leaves or fails
//   sent        waits until the person is online, then `deliveredDelayMs`
//   delivered   on the phone; read and played follow from what the person does
// A reaction ends at sent. The state is the column `message.status`; timers are only a reminder.

/** Lets an accepted message go on its way. */
export function startProgress(world: World, wamid: string): void {
  world.timers.after(world.settings.current().sentDelayMs, () => {
    leave(world, wamid).catch((error: unknown) => {
      world.log.error({ error, wamid }, 'a message got stuck before it was sent')
    })
  })
}

/** Goes on with what a former run, or a person who was offline, left under way. */
export function resumeProgress(world: World, personId: string | null = null): void {
  for (const message of listUnderWay(world.store, personId)) {
    if (message.status === 'accepted') startProgress(world, message.wamid)
    else scheduleDelivery(world, message.wamid)
  }
}

async function leave(world: World, wamid: string): Promise<void> {
  const found = findUnderWay(world, wamid, 'accepted')
  if (found === null) return
  const { number, person } = found
  const failure = await findDeliveryFailure(world, found)
  // Fetching linked media takes time, and the media id it stored must be seen.
  const message = findMessage(world.store, wamid)
  if (message?.status !== 'accepted') return

  if (failure !== null) {
    world.store.transaction(() => {
      updateStatus(world.store, wamid, 'failed', failure.code)
      sendStatusWebhook(world, {
        message,
        number,
        person,
        status: 'failed',
        errorCode: failure.code,
        errorDetails: failure.details,
      })
    })
    return
  }

  world.store.transaction(() => {
    const pricingType = pricingTypeOf(world, message)
    updateStatus(world.store, wamid, 'sent')
    updatePricingType(world.store, wamid, pricingType)
    sendStatusWebhook(world, {
      message: { ...message, pricingType },
      number,
      person,
      status: 'sent',
    })
  })
  if (message.type === 'reaction') applyBusinessReaction(world, message)
  else scheduleDelivery(world, wamid)
}

function scheduleDelivery(world: World, wamid: string): void {
  world.timers.after(world.settings.current().deliveredDelayMs, () => deliver(world, wamid))
}

function deliver(world: World, wamid: string): void {
  const found = findUnderWay(world, wamid, 'sent')
  if (found === null || found.person === null || !found.person.online) return
  const { message, number, person } = found
  if (world.clock.now() - message.timestampMs > lifetimeMs(message)) return
  world.store.transaction(() => {
    updateStatus(world.store, wamid, 'delivered')
    markUnseen(world.store, wamid)
    countDelivered(world, message)
    sendStatusWebhook(world, { message, number, person, status: 'delivered' })
  })
  if (!world.events.hasListeners()) return
  world.events.publish({
    event: 'message',
    personId: person.id,
    phoneNumberId: number.phoneNumberId,
    message: presentMessage(world, { ...message, status: 'delivered' }),
  })
  publishChat(world, person.id, number)
}

const lifetimeMs = ({ category }: StoredMessage): number =>
  category === 'authentication' ? rules.authenticationTtlMs.value : rules.messageTtlMs.value

function applyBusinessReaction(world: World, message: StoredMessage): void {
  if (message.personId === null) return
  const { message_id: wamid, emoji } = message.content as { message_id: string; emoji?: string }
  setReaction(world.store, wamid, 'business', emoji || null)
  world.events.publish({
    event: 'reaction',
    personId: message.personId,
    phoneNumberId: message.phoneNumberId,
    wamid,
    from: 'business',
    emoji: emoji || null,
  })
}

export type UnderWay = { message: StoredMessage; number: BusinessNumber; person: Person | null }

function findUnderWay(
  { store }: World,
  wamid: string,
  status: 'accepted' | 'sent',
): UnderWay | null {
  const message = findMessage(store, wamid)
  if (message?.status !== status) return null
  const number = findNumber(store, message.phoneNumberId)
  if (number === undefined) return null
  const person = message.personId === null ? undefined : findPerson(store, message.personId)
  return { message, number, person: person ?? null }
}
