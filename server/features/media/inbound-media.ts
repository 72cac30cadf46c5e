import { sha256Hex } from '../../meta/read-graph-answer.ts'
import type { TenantTx } from '../../database/database.ts'
import { addJob } from '../../jobs/jobs.ts'
import { newId, type ChannelId, type MediaId } from '../../platform/ids.ts'
import type { Sealer } from '../../platform/sealing/keyring.ts'
import { bareMimeType, type MediaKind } from '#shared/media-limits.ts'
import { kindOfMimeType } from './media-limits.ts'
import { insertMedia } from './media-store.ts'

export const fetchMediaTask = 'fetch-media'

/** Media that a webhook announced. `url` is Meta's own short-lived address, when the webhook carried one. */
export type AnnouncedMedia = {
  metaMediaId: string
  url: string | null
  kind: MediaKind
  mimeType: string | null
  /** Base64 in webhooks, hex elsewhere. */
  sha256: string | null
  fileName: string | null
  isVoice: boolean
}

/**
 * Keeps a place for media that a webhook announced, and fetches it as soon as this transaction commits.
 * @returns its id, for `message.media_id`.
 */
export async function createInboundMedia(
  tx: TenantTx,
  sealer: Sealer,
  announced: AnnouncedMedia,
  of: { channelId: ChannelId; conversationId: string; messageId: string; now: Date },
): Promise<MediaId> {
  const id = newId<MediaId>()
  await insertMedia(tx, sealer, {
    id,
    source: 'inbound',
    state: 'pending',
    kind: announced.kind,
    mimeType: bareMimeType(announced.mimeType ?? '') || usualMimeType[announced.kind],
    fileName: announced.fileName,
    isVoice: announced.isVoice,
    sha256: announced.sha256 === null ? null : sha256Hex(announced.sha256),
    channelId: of.channelId,
    metaMediaId: announced.metaMediaId,
    metaMediaAt: of.now,
    createdAt: of.now,
  })
  await addJob(tx, {
    task: fetchMediaTask,
    payload: {
      tenantId: tx.tenantId,
      mediaId: id,
      conversationId: of.conversationId,
      messageId: of.messageId,
      url: announced.url,
    },
    key: `${fetchMediaTask}:${id}`,
  })
  return id
}

const usualMimeType: Record<MediaKind, string> = {
  image: 'image/jpeg',
  video: 'video/mp4',
  audio: 'audio/ogg',
  sticker: 'image/webp',
  document: 'application/octet-stream',
}

/** The kind of a message's media by its message type; media of unknown types counts as a document. */
export const mediaKindOf = (messageType: string, mimeType: string | null): MediaKind =>
  messageType === 'image' ||
  messageType === 'video' ||
  messageType === 'audio' ||
  messageType === 'sticker' ||
  messageType === 'document'
    ? messageType
    : kindOfMimeType(mimeType ?? '')
