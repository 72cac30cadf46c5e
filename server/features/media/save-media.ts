import { createHash } from 'node:crypto'
import { newId, type MediaId, type TenantId } from '../../platform/ids.ts'
import type { Runtime } from '../../runtime/runtime.ts'
import type { MediaKind } from '#shared/media-limits.ts'
import { insertMedia } from './media-store.ts'
import { sealFile, type FilePlace } from './sealed-file.ts'

/**
 * Stores a file whose kind and limits are settled: bytes first, then the row, so that a row never promises
 * bytes that are not there.
 */
export async function saveMedia(
  runtime: Pick<Runtime, 'blobs' | 'clock' | 'database' | 'keyring'>,
  tenantId: TenantId,
  file: {
    bytes: AsyncIterable<Uint8Array>
    kind: MediaKind
    mimeType: string
    fileName: string | null
    isVoice: boolean
    source: 'upload' | 'inbound'
  },
): Promise<MediaId> {
  const { bytes, ...facts } = file
  const sealer = await runtime.keyring.forTenant(tenantId)
  const mediaId = newId<MediaId>()
  const stored = await storeBytes(runtime, { tenantId, mediaId }, bytes)
  await runtime.database.inTenant(tenantId, (tx) =>
    insertMedia(tx, sealer, {
      ...facts,
      ...stored,
      id: mediaId,
      state: 'ready',
      createdAt: runtime.clock.now(),
    }),
  )
  return mediaId
}

/** Seals a stream into the blob store and measures it on the way. */
export async function storeBytes(
  runtime: Pick<Runtime, 'blobs' | 'keyring'>,
  place: FilePlace,
  bytes: AsyncIterable<Uint8Array>,
): Promise<{ sizeBytes: number; sha256: string }> {
  const sealer = await runtime.keyring.forTenant(place.tenantId)
  const hash = createHash('sha256')
  let sizeBytes = 0
  async function* measured() {
    for await (const part of bytes) {
      hash.update(part)
      sizeBytes += part.length
      yield part
    }
  }
  await sealFile(runtime.blobs, sealer, place, measured())
  return { sizeBytes, sha256: hash.digest('hex') }
}
