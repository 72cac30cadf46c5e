import type { GraphChannel } from '../../meta/graph-client.ts'
import type { ChannelId, MediaId, TenantId } from '../../platform/ids.ts'
import type { Runtime } from '../../runtime/runtime.ts'
import { findMedia, rememberMetaMedia } from './media-store.ts'
import { fileNameOf } from './present-media.ts'
import { openFile } from './sealed-file.ts'

/** Meta keeps uploads for 30 days; one day before that they count as gone. */
const usableMs = 29 * 24 * 60 * 60_000

/**
 * Meta's id for a file of ours on one number: the one of an earlier upload while it lives, or a new one.
 * Repeating it is harmless: an upload sends nothing to anybody.
 * @returns null when the file is not there (any more).
 * @throws GraphRefusal when Meta does not take it; network failures as they are.
 */
export async function uploadToMeta(
  runtime: Runtime,
  file: { tenantId: TenantId; mediaId: MediaId; channelId: ChannelId; channel: GraphChannel },
): Promise<string | null> {
  const { tenantId, mediaId, channelId, channel } = file
  const sealer = await runtime.keyring.forTenant(tenantId)
  const media = await runtime.database.inTenant(tenantId, (tx) => findMedia(tx, mediaId))
  if (!media || media.state !== 'ready' || media.sizeBytes === null) return null
  const now = runtime.clock.now()
  const isHeldByMeta =
    media.source === 'upload' &&
    media.channelId === channelId &&
    media.metaMediaAt !== null &&
    now.getTime() - media.metaMediaAt.getTime() < usableMs
  if (isHeldByMeta && media.metaMediaId) return media.metaMediaId

  const sizeBytes = Number(media.sizeBytes)
  const metaMediaId = await runtime.graph.uploadMedia(channel, {
    bytes: await openFile(runtime.blobs, sealer, { tenantId, mediaId, sizeBytes }),
    mimeType: media.mimeType,
    fileName: fileNameOf(media, sealer) ?? media.id,
    sizeBytes,
  })
  await runtime.database.inTenant(tenantId, (tx) =>
    rememberMetaMedia(tx, mediaId, { channelId, metaMediaId, metaMediaAt: now }),
  )
  return metaMediaId
}
