import { bareMime, kindOfMime, type MediaKind } from '#simulator/media/media-kinds.ts'
import { isMediaExpired } from '#simulator/media/media-url.ts'
import { rules } from '#simulator/rules.ts'
import { findMedia } from '#simulator/store/media-store.ts'
import { GraphError } from '#simulator/graph/graph-error.ts'
import type { SendContext } from '#simulator/graph/send-context.ts'
import {
  invalid,
  optionalText,
  refuseField,
  requireText,
  requireWebUrl,
  type Fields,
} from './check.ts'

/** A media object: exactly one of `id` and `link`, and the id must be of this number and kind. */
export function checkMedia(
  media: Fields,
  kind: MediaKind,
  { context, path = kind }: { context: SendContext; path?: string },
): void {
  const hasId = media['id'] !== undefined && media['id'] !== null && media['id'] !== ''
  const hasLink = media['link'] !== undefined && media['link'] !== null && media['link'] !== ''
  if (hasId === hasLink) throw invalid(`${path} must have exactly one of id and link.`)
  if (hasLink) requireWebUrl(media['link'], `${path}.link`)
  else checkMediaId(String(media['id']), kind, { context, path })

  if (kind === 'audio' || kind === 'sticker') {
    refuseField(media, 'caption', `${path} cannot have a caption.`)
  } else {
    optionalText(media['caption'], `${path}.caption`, rules.captionMax)
  }
  if (kind === 'document') optionalText(media['filename'], `${path}.filename`)
}

function checkMediaId(
  mediaId: string,
  kind: MediaKind,
  { context: { store, number, nowMs }, path }: { context: SendContext; path: string },
): void {
  requireText(mediaId, `${path}.id`)
  const media = findMedia(store, mediaId)
  const isUsable =
    media !== undefined &&
    media.phoneNumberId === number.phoneNumberId &&
    !isMediaExpired(media, nowMs)
  if (!isUsable) {
    throw new GraphError(100, `${path}.id is not the id of media uploaded to this phone number.`)
  }
  // Any file may travel as a document; the other kinds must be what they say.
  if (kind !== 'document' && kindOfMime(media.mime) !== kind) {
    throw new GraphError(131053, `${path}.id is ${bareMime(media.mime)}, which is no ${kind}.`)
  }
}
