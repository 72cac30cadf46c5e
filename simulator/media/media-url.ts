import { createHmac, timingSafeEqual } from 'node:crypto'
import { rules } from '#simulator/rules.ts'
import type { Media } from '#simulator/store/media-store.ts'
import type { World } from '#simulator/world.ts'

// The path and its three parameters look like those of Meta's lookaside host. The hash ties the
// expiry to the media; it is not a secret between strangers, for the bearer token is needed as well.

const hashOf = (mediaId: string, expiresAt: string): string =>
  createHmac('sha256', 'media-url')
    .update(`${mediaId}.${expiresAt}`)
    .digest('base64url')
    .slice(0, 43)

export const mediaDownloadPath = '/whatsapp_business/attachments/'

/** A download address that stops working after five minutes of the simulator's clock. */
export function mediaUrl(world: World, media: Media): string {
  const expiresAt = String(Math.floor((world.clock.now() + rules.mediaUrlLifetimeMs.value) / 1000))
  const query = new URLSearchParams({
    mid: media.mediaId,
    source: 'webhook',
    ext: expiresAt,
    hash: hashOf(media.mediaId, expiresAt),
  })
  return `${world.publicUrl}${mediaDownloadPath}?${query.toString()}`
}

export function isMediaUrlValid(
  query: { mid?: string; ext?: string; hash?: string },
  nowMs: number,
): boolean {
  const { mid = '', ext = '', hash = '' } = query
  const expected = Buffer.from(hashOf(mid, ext))
  const given = Buffer.from(hash)
  const isGenuine = given.length === expected.length && timingSafeEqual(given, expected)
  return isGenuine && nowMs < Number(ext) * 1000
}

/** Ids given out by Meta end: uploads after 30 days, received ones after 7. */
export const isMediaExpired = (media: Media, nowMs: number): boolean =>
  nowMs - media.createdAtMs >
  (media.origin === 'business'
    ? rules.uploadedMediaLifetimeMs.value
    : rules.receivedMediaLifetimeMs.value)
