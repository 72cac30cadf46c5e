import { createWamid } from '#simulator/messages/wamid.ts'
import { listNumbers } from '#simulator/store/number-store.ts'
import { saveBsuid, savePerson, type Person } from '#simulator/store/person-store.ts'
import { visibleWaId, withoutAbsent } from '#simulator/webhooks/contact-identity.ts'
import { sendWebhook } from '#simulator/webhooks/send-webhook.ts'
import type { World } from '#simulator/world.ts'
import { bsuidFor, createBsuid } from './bsuid.ts'

/**
 * The person moves to another phone number: every business they have a chat with is told, and
 * their BSUIDs change too.
 * @source Meta, webhooks: system messages; read 2026-11-20.
 */
export function changeNumber(world: World, person: Person, newWaId: string): Person {
  const { store, clock } = world
  const moved: Person = { ...person, waId: newWaId, bsuid: createBsuid(newWaId) }
  const numbers = listNumbers(store)
  store.transaction(() => {
    const before = new Map(
      numbers.map(({ businessId }) => [businessId, bsuidFor(store, person, businessId)]),
    )
    savePerson(store, moved)
    const firstBusinessId = numbers[0]?.businessId
    for (const businessId of before.keys()) {
      const bsuid = businessId === firstBusinessId ? moved.bsuid : createBsuid(newWaId)
      saveBsuid(store, person.id, businessId, bsuid)
    }
    for (const number of numbers) {
      if (!hasChat(world, person.id, number.phoneNumberId)) continue
      const oldUserId = before.get(number.businessId)
      const newUserId = bsuidFor(store, moved, number.businessId)
      const oldWaId = visibleWaId(person)
      const from = oldWaId ?? oldUserId
      const to = visibleWaId(moved) ?? newUserId
      sendWebhook(world, {
        number,
        personId: person.id,
        field: 'messages',
        label: 'messages.system',
        value: {
          messages: [
            withoutAbsent({
              from: oldWaId,
              id: createWamid('to_business', moved.bsuid),
              timestamp: String(Math.floor(clock.now() / 1000)),
              type: 'system',
              system: withoutAbsent({
                type: oldWaId === null ? 'user_changed_user_id' : 'user_changed_number',
                body: `User ${person.name} changed from ${from} to ${to}`,
                wa_id: visibleWaId(moved),
                user_id: newUserId,
                previous_user_id: oldUserId,
              }),
            }),
          ],
        },
      })
    }
  })
  return moved
}

const hasChat = ({ store }: World, personId: string, phoneNumberId: string): boolean =>
  store.sql.get`select 1 as found from chat
    where person_id = ${personId} and phone_number_id = ${phoneNumberId}` !== undefined
