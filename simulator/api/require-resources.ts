import { findMessage, type StoredMessage } from '#simulator/store/message-store.ts'
import { findNumber, type BusinessNumber } from '#simulator/store/number-store.ts'
import { findPerson, type Person } from '#simulator/store/person-store.ts'
import type { World } from '#simulator/world.ts'
import { notFound } from './api-problem.ts'

type Param = (name: string) => string

export function requirePerson({ store }: World, param: Param): Person {
  const person = findPerson(store, param('personId'))
  if (person === undefined) throw notFound('person')
  return person
}

function requireBusinessNumber({ store }: World, param: Param): BusinessNumber {
  const number = findNumber(store, param('phoneNumberId'))
  if (number === undefined) throw notFound('business number')
  return number
}

/** Person and number of a path below `/people/:personId/chats/:phoneNumberId`. */
export const requireChat = (world: World, param: Param) => ({
  person: requirePerson(world, param),
  number: requireBusinessNumber(world, param),
})

export function requireMessageOfChat(
  world: World,
  param: Param,
  direction: StoredMessage['direction'],
): StoredMessage {
  const message = findMessage(world.store, param('wamid'))
  const isHere =
    message?.personId === param('personId') &&
    message.phoneNumberId === param('phoneNumberId') &&
    message.direction === direction
  if (!isHere) throw notFound('message in this chat')
  return message
}
