import { createHash, randomInt } from 'node:crypto'
import { mkdir, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '#simulator/clock/clock.ts'
import { deleteMedia, isBlobUsed, saveMedia, type Media } from '#simulator/store/media-store.ts'
import type { Store } from '#simulator/store/open-store.ts'

type NewMedia = {
  bytes: Uint8Array
  mime: string
  origin: Media['origin']
  phoneNumberId: string | null
  filename?: string | null
  mediaId?: string
}

export type MediaFiles = {
  readonly folder: string
  add(media: NewMedia): Promise<Media>
  remove(media: Media): Promise<void>
}

/** Sixteen digits, as Meta's media ids have. */
const createMediaId = (): string =>
  `${randomInt(1, 10)}${String(randomInt(0, 10 ** 12)).padStart(12, '0')}${String(randomInt(0, 1000)).padStart(3, '0')}`

/** Bytes live in one file per SHA-256, so the same picture sent twice is kept once. */
export async function openMediaFiles(
  folder: string,
  store: Store,
  clock: Clock,
): Promise<MediaFiles> {
  await mkdir(folder, { recursive: true })
  return {
    folder,
    async add({ bytes, mime, origin, phoneNumberId, filename, mediaId }) {
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      const file = join(folder, sha256)
      const existing = await stat(file).catch(() => null)
      if (existing?.size !== bytes.byteLength) await writeFile(file, bytes)
      const media: Media = {
        mediaId: mediaId ?? createMediaId(),
        phoneNumberId,
        origin,
        mime,
        sha256,
        sizeBytes: bytes.byteLength,
        filename: filename ?? null,
        createdAtMs: clock.now(),
      }
      saveMedia(store, media)
      return media
    },
    async remove(media) {
      deleteMedia(store, media.mediaId)
      if (!isBlobUsed(store, media.sha256)) await rm(join(folder, media.sha256), { force: true })
    },
  }
}
