import type { DeliveryFailure } from '#simulator/messages/delivery-failure.ts'
import { attachMedia, type StoredMessage } from '#simulator/store/message-store.ts'
import type { World } from '#simulator/world.ts'
import { findMediaProblem } from './media-kinds.ts'
import { linkOf } from './media-of-content.ts'

const fetchTimeoutMs = 20_000

/**
 * Meta downloads media given by `link` before the message leaves, and fails it when it cannot.
 * Unlike Meta the simulator takes plain http as well: the file is usually on the same machine.
 */
export async function fetchLinkedMedia(
  world: World,
  message: StoredMessage,
): Promise<DeliveryFailure | null> {
  const linked = linkOf(message.type, message.content, message.rendered)
  if (linked === null || message.mediaId !== null) return null
  try {
    const response = await fetch(linked.link, { signal: AbortSignal.timeout(fetchTimeoutMs) })
    if (!response.ok) {
      await response.body?.cancel()
      return { code: 131053, details: `The link answered ${response.status}.` }
    }
    const mime = response.headers.get('content-type') ?? 'application/octet-stream'
    const bytes = new Uint8Array(await response.arrayBuffer())
    const problem = await findMediaProblem(bytes, mime, linked.kind)
    if (problem !== null) return { code: 131053, details: problem }
    const media = await world.files.add({
      bytes,
      mime,
      origin: 'link',
      phoneNumberId: message.phoneNumberId,
      filename: linked.filename,
    })
    attachMedia(world.store, message.wamid, media.mediaId)
    return null
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return { code: 131053, details: `The link could not be downloaded: ${reason}.` }
  }
}
