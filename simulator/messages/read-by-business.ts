import {
  listUnreadByBusiness,
  updateStatus,
  type StoredMessage,
} from '#simulator/store/message-store.ts'
import type { World } from '#simulator/world.ts'

/** Blue ticks on the phone, for this message and all earlier ones of the chat. */
export function markReadByBusiness(world: World, message: StoredMessage): void {
  const { personId, phoneNumberId } = message
  if (personId === null) return
  const unread = listUnreadByBusiness(world.store, personId, phoneNumberId, message.timestampMs)
  world.store.transaction(() => {
    for (const { wamid } of unread) updateStatus(world.store, wamid, 'read')
  })
  for (const { wamid } of unread) {
    world.events.publish({ event: 'status', personId, phoneNumberId, wamid, status: 'read' })
  }
}
