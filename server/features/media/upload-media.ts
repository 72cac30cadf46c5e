import { newId, type MediaId, type TenantId } from '../../platform/ids.ts'
import type { Runtime } from '../../runtime/runtime.ts'
import { largestFileBytes, type MediaKind, mediaLimits } from '#shared/media-limits.ts'
import { kindOfMimeType, sizeFault, typeFault } from './media-limits.ts'
import { mediaProblem } from './media-problems.ts'
import { insertMedia } from './media-store.ts'
import { storeBytes } from './save-media.ts'
import { sniffedBytes, sniffType } from './sniff-type.ts'
import { toVoiceNote } from './voice-note.ts'
import { canBeSticker } from './webp-facts.ts'

export type Upload = {
  bytes: AsyncIterable<Buffer>
  declaredMimeType: string
  fileName: string | null
  /** It is a voice message, to be shown as one. */
  isVoice: boolean
  /** What it is to be sent as; null: what it is by its type, or a document when it is too large for that. */
  wantedKind: MediaKind | null
}

/**
 * Takes a file to send later: looks at its type, makes a voice note of what a browser recorded, and stores it
 * sealed while it streams in.
 * @throws ProblemError naming limit and value when WhatsApp would not take it.
 */
export async function uploadMedia(
  runtime: Runtime,
  tenantId: TenantId,
  upload: Upload,
): Promise<MediaId> {
  const { head, whole } = await peek(upload.bytes)
  if (head.length === 0)
    throw mediaProblem('media_empty', 'The file is empty: there is nothing to send.')
  const sniffed = await sniffType(head, upload.declaredMimeType)
  if ('fault' in sniffed) throw mediaProblem('media_type_unsupported', sniffed.fault)
  const file = await prepare(upload, sniffed.mimeType, whole)
  const { wantedKind } = upload
  const wrongType = wantedKind && typeFault(wantedKind, file.mimeType)
  if (wrongType) throw mediaProblem('media_type_unsupported', wrongType)

  const mediaId = newId<MediaId>()
  const limit = wantedKind ?? 'document'
  const stored = await storeBytes(runtime, { tenantId, mediaId }, limited(file.bytes, limit))
  const sealer = await runtime.keyring.forTenant(tenantId)
  await runtime.database.inTenant(tenantId, (tx) =>
    insertMedia(tx, sealer, {
      ...stored,
      id: mediaId,
      kind: wantedKind ?? kindOf(file.mimeType, head, stored.sizeBytes),
      mimeType: file.mimeType,
      fileName: upload.fileName,
      isVoice: file.isVoice,
      source: 'upload',
      state: 'ready',
      createdAt: runtime.clock.now(),
    }),
  )
  return mediaId
}

type PreparedFile = { bytes: AsyncIterable<Buffer>; mimeType: string; isVoice: boolean }

const voiceNoteType = 'audio/ogg'

/** Recordings of browsers become voice notes; everything else stays as it is. */
async function prepare(
  upload: Upload,
  mimeType: string,
  whole: AsyncIterable<Buffer>,
): Promise<PreparedFile> {
  const isWebmSound = mimeType === 'audio/webm' || (mimeType === 'video/webm' && upload.isVoice)
  const isMp4Sound = mimeType === 'audio/mp4' || (mimeType === 'video/mp4' && upload.isVoice)
  if (!isWebmSound && !(isMp4Sound && upload.isVoice))
    return { bytes: whole, mimeType, isVoice: upload.isVoice && mimeType === voiceNoteType }
  const recorded = await collect(limited(whole, 'audio'))
  const voiceNote = await toVoiceNote(recorded).catch(() => null)
  if (voiceNote) return { bytes: once(voiceNote), mimeType: voiceNoteType, isVoice: true }
  if (isWebmSound)
    throw mediaProblem(
      'media_type_unsupported',
      'Of WebM sound, WhatsApp can be given Opus only; this recording holds something else.',
    )
  // Some browsers record AAC: it is sent as an audio file, because a voice message must be Opus.
  return { bytes: once(recorded), mimeType: 'audio/mp4', isVoice: false }
}

/** What a file is sent as by itself: by its type, and as a document when it is too large for that. */
function kindOf(mimeType: string, head: Buffer, sizeBytes: number): MediaKind {
  const kind = kindOfMimeType(mimeType)
  if (kind === 'sticker') return canBeSticker(head, sizeBytes) ? kind : 'document'
  return sizeBytes <= mediaLimits[kind].maxBytes ? kind : 'document'
}

/** Stops a stream that grows past what WhatsApp takes. */
async function* limited(bytes: AsyncIterable<Buffer>, kind: MediaKind): AsyncGenerator<Buffer> {
  let sizeBytes = 0
  for await (const part of bytes) {
    sizeBytes += part.length
    if (sizeBytes > mediaLimits[kind].maxBytes) throw tooLarge(kind, sizeBytes)
    yield part
  }
}

/**
 * While a stream is still coming, its size is known only as "more than the limit"; the sentence names what had
 * come so far.
 */
const tooLarge = (kind: MediaKind, sizeBytes: number) =>
  mediaProblem(
    'media_too_large',
    sizeFault(kind, sizeBytes) ?? `Files must be ${largestFileBytes} bytes or smaller.`,
  )

/** Reads the head of a stream; `whole` starts with it again. */
async function peek(
  bytes: AsyncIterable<Buffer>,
): Promise<{ head: Buffer; whole: AsyncIterable<Buffer> }> {
  const iterator = bytes[Symbol.asyncIterator]()
  const parts: Buffer[] = []
  let length = 0
  while (length < sniffedBytes) {
    const next = await iterator.next()
    if (next.done) break
    parts.push(next.value)
    length += next.value.length
  }
  const head = Buffer.concat(parts)
  async function* whole() {
    yield head
    for (let next = await iterator.next(); !next.done; next = await iterator.next())
      yield next.value
  }
  return { head, whole: whole() }
}

async function collect(bytes: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of bytes) parts.push(part)
  return Buffer.concat(parts)
}

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes
}
