import type { StoredMessage } from '../store/message-store.ts'
import { listReactions } from '../store/timeline-store.ts'
import type { World } from '../world.ts'

/** A message as the simulator's own API and its event stream show it. */
export function presentMessage({ store }: World, message: StoredMessage) {
  return {
    id: message.wamid,
    direction: message.direction,
    type: message.type,
    timestampMs: message.timestampMs,
    status: message.status,
    content: message.content,
    reactions: listReactions(store, message.wamid),
    ...(message.rendered === null ? {} : { rendered: message.rendered }),
    ...(message.context === null ? {} : { context: message.context }),
    ...(message.referral === null ? {} : { referral: message.referral }),
    ...(message.isEdited ? { edited: true } : {}),
    ...(message.isRevoked ? { revoked: true } : {}),
    ...(message.errorCode === null ? {} : { errorCode: message.errorCode }),
    ...(message.mediaId === null || message.isRevoked
      ? {}
      : { mediaUrl: `/simulator/api/media/${encodeURIComponent(message.mediaId)}` }),
  }
}
