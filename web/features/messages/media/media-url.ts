import { useCallback, useState } from 'react'
import type { Media } from '#shared/contracts/media.ts'
import { request } from '#web/api/http.ts'

/**
 * Signed addresses change with every answer of the server. What is on screen keeps the first one, so that a refetch
 * does not load every picture again; it is renewed only when loading it failed.
 */
const firstSeen = new Map<string, string>()

export type MediaSource = {
  url: string | null
  /** The address was renewed and still does not load. */
  isBroken: boolean
  /** For `onError` of the element that shows it: asks once for a fresh address. */
  onLoadError: () => void
}

export function useMediaUrl(media: Media): MediaSource {
  const [renewals, setRenewals] = useState(0)
  const [isBroken, setIsBroken] = useState(false)
  if (media.url !== null && !firstSeen.has(media.id)) firstSeen.set(media.id, media.url)
  const onLoadError = useCallback(() => {
    if (renewals > 0) {
      setIsBroken(true)
      return
    }
    setRenewals(1)
    renewMediaUrl(media.id).catch(() => setIsBroken(true))
  }, [media.id, renewals])
  return { url: firstSeen.get(media.id) ?? null, isBroken, onLoadError }
}

/** Asks the server for a fresh signed address. @throws ApiProblem when there is none. */
export async function renewMediaUrl(mediaId: string): Promise<string | null> {
  const media = await request<Media>(`/media/${mediaId}`)
  if (media.url !== null) firstSeen.set(mediaId, media.url)
  return media.url
}

/** Remembers an address known by other means, such as the picture that was just uploaded from here. */
export function rememberMediaUrl(mediaId: string, url: string): void {
  firstSeen.set(mediaId, url)
}
