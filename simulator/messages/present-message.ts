import type { StoredMessage } from '#simulator/store/message-store.ts'
import { listReactions } from '#simulator/store/timeline-store.ts'
import type { World } from '#simulator/world.ts'

/** A message as the simulator's own API and its event stream show it. */
export function presentMessage({ store }: World, message: StoredMessage) {
  const mediaUrl =
    message.mediaId === null || message.isRevoked
      ? null
      : `/simulator/api/media/${encodeURIComponent(message.mediaId)}`
  return {
    id: message.wamid,
    direction: message.direction,
    type: message.type,
    timestampMs: message.timestampMs,
    status: message.status,
    content: message.content,
    reactions: listReactions(store, message.wamid),
    ...(message.rendered === null ? {} : { rendered: withHeaderUrl(message.rendered, mediaUrl) }),
    ...(message.context === null ? {} : { context: message.context }),
    ...(message.referral === null ? {} : { referral: message.referral }),
    ...(message.isEdited ? { edited: true } : {}),
    ...(message.isRevoked ? { revoked: true } : {}),
    ...(message.errorCode === null ? {} : { errorCode: message.errorCode }),
    ...(mediaUrl === null ? {} : { mediaUrl }),
  }
}

/** The only media of a template is that of its header. */
function withHeaderUrl(rendered: unknown, mediaUrl: string | null): unknown {
  const { header, ...parts } = rendered as { header?: object }
  return header === undefined || mediaUrl === null
    ? rendered
    : { ...parts, header: { ...header, mediaUrl } }
}
