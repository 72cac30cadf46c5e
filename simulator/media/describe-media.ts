import { open } from 'node:fs/promises'
import { join } from 'node:path'
import type { Media } from '#simulator/store/media-store.ts'
import type { World } from '#simulator/world.ts'
import { isAnimatedWebp, kindOfMime } from './media-kinds.ts'

/** What a webhook says about a file: the hash is base64 there, unlike the hex of the media node. */
export async function describeMedia(world: World, media: Media) {
  return {
    mime_type: media.mime,
    sha256: Buffer.from(media.sha256, 'hex').toString('base64'),
    ...(kindOfMime(media.mime) === 'sticker' ? { animated: await isAnimated(world, media) } : {}),
  }
}

async function isAnimated(world: World, media: Media): Promise<boolean> {
  await using file = await open(join(world.files.folder, media.sha256))
  const { buffer } = await file.read(Buffer.alloc(21), 0, 21, 0)
  return isAnimatedWebp(buffer)
}
