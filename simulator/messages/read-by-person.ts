import {
  findMessage,
  listUnseen,
  markSeen,
  updateStatus,
  type MessageStatus,
  type StoredMessage,
} from '#simulator/store/message-store.ts'
import { findNumber, type BusinessNumber } from '#simulator/store/number-store.ts'
import { findPerson, type Person } from '#simulator/store/person-store.ts'
import { sendStatusWebhook } from '#simulator/webhooks/status-webhook.ts'
import type { World } from '#simulator/world.ts'
import { publishChat } from './present-chat.ts'

const rank: Record<MessageStatus, number> = {
  accepted: 0,
  sent: 1,
  delivered: 2,
  read: 3,
  played: 4,
  failed: 5,
}

/**
 * The person looks at the chat. Without read receipts the business is told nothing.
 * @returns how many messages were new to them.
 */
export function readChat(world: World, person: Person, number: BusinessNumber): number {
  const unseen = listUnseen(world.store, person.id, number.phoneNumberId)
  world.store.transaction(() => {
    for (const message of unseen) {
      markSeen(world.store, message.wamid)
      if (person.readReceipts && message.status === 'delivered') {
        setStatus(world, message.wamid, 'read')
      }
    }
  })
  if (unseen.length > 0) publishChat(world, person.id, number)
  return unseen.length
}

/** The person listens for the first time. WhatsApp lets nobody switch this receipt off. */
export function playMessage(world: World, message: StoredMessage): void {
  if (message.status === 'delivered' || message.status === 'read') {
    setStatus(world, message.wamid, 'played')
  }
}

/**
 * Sends a status webhook and keeps the furthest status. Called from the API with any status it
 * sends what it was told, also backwards: that is what receivers have to bear.
 */
export function setStatus(
  world: World,
  wamid: string,
  status: Exclude<MessageStatus, 'accepted'>,
  errorCode?: number,
): boolean {
  const message = findMessage(world.store, wamid)
  const number = message && findNumber(world.store, message.phoneNumberId)
  if (message === undefined || number === undefined) return false
  const person =
    message.personId === null ? null : (findPerson(world.store, message.personId) ?? null)
  world.store.transaction(() => {
    if (rank[status] > rank[message.status]) {
      updateStatus(world.store, wamid, status, status === 'failed' ? (errorCode ?? 131000) : null)
    }
    sendStatusWebhook(world, { message, number, person, status, errorCode })
  })
  if (message.personId !== null) {
    world.events.publish({
      event: 'status',
      personId: message.personId,
      phoneNumberId: message.phoneNumberId,
      wamid,
      status,
      ...(errorCode === undefined ? {} : { errorCode }),
    })
  }
  return true
}
