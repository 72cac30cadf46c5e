import { findMessage, updateStatus } from '#simulator/store/message-store.ts'
import type { World } from '#simulator/world.ts'

/** The callback took the person's message: their phone shows the second tick. */
export function confirmReceipt(world: World, wamid: string): void {
  const message = findMessage(world.store, wamid)
  if (message?.status !== 'sent' || message.personId === null) return
  updateStatus(world.store, wamid, 'delivered')
  world.events.publish({
    event: 'status',
    personId: message.personId,
    phoneNumberId: message.phoneNumberId,
    wamid,
    status: 'delivered',
  })
}
