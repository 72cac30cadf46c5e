import { createHmac, timingSafeEqual } from 'node:crypto'
import { isUuid, type MediaId, type TenantId } from '../../platform/ids.ts'
import type { Sealer } from '../../platform/sealing/keyring.ts'

/**
 * A link lives one to two hours. Its end lies on the full hour, so that the same media has the same address
 * for an hour and browsers find it in their cache.
 */
const gridMs = 60 * 60_000

export type MediaLink = { tenantId: TenantId; mediaId: MediaId; expiresAt: Date; signature: string }

/** The signed, short-lived address of stored media, below our own origin. */
export function mediaUrl(
  media: { tenantId: TenantId; id: MediaId },
  sealer: Sealer,
  now: Date,
): string {
  const expiresMs = (Math.floor(now.getTime() / gridMs) + 2) * gridMs
  const query = new URLSearchParams({
    t: media.tenantId,
    e: String(expiresMs / 1000),
    s: signatureOf(sealer, media.tenantId, media.id, expiresMs),
  })
  return `/media/${media.id}?${query.toString()}`
}

/** The parts of a link, unchecked. @returns null when it is no link of ours at all. */
export function readMediaLink(
  mediaId: string,
  query: { t?: string | undefined; e?: string | undefined; s?: string | undefined },
): MediaLink | null {
  const { t = '', e = '', s = '' } = query
  if (!isUuid(mediaId) || !isUuid(t) || !/^\d{1,12}$/.test(e) || s === '') return null
  return {
    tenantId: t as TenantId,
    mediaId: mediaId as MediaId,
    expiresAt: new Date(Number(e) * 1000),
    signature: s,
  }
}

/** Whether the link was signed by us with this tenant's key. Says nothing about its age. */
export function isGenuine(link: MediaLink, sealer: Sealer): boolean {
  const expected = Buffer.from(
    signatureOf(sealer, link.tenantId, link.mediaId, link.expiresAt.getTime()),
  )
  const given = Buffer.from(link.signature)
  return given.length === expected.length && timingSafeEqual(given, expected)
}

const signatureOf = (
  sealer: Sealer,
  tenantId: TenantId,
  mediaId: MediaId,
  expiresMs: number,
): string =>
  createHmac('sha256', sealer.derive('media links'))
    .update(`${tenantId}\n${mediaId}\n${expiresMs}`)
    .digest('base64url')
