import type { FastifyInstance, FastifyRequest } from 'fastify'
import { findMediaProblem } from '#simulator/media/media-kinds.ts'
import {
  isMediaExpired,
  isMediaUrlValid,
  mediaDownloadPath,
  mediaUrl,
} from '#simulator/media/media-url.ts'
import { sendMediaFile } from '#simulator/media/send-media-file.ts'
import { findMedia, type Media } from '#simulator/store/media-store.ts'
import { findNumber } from '#simulator/store/number-store.ts'
import type { World } from '#simulator/world.ts'
import { authenticate } from './authenticate.ts'
import { GraphError, objectNotFound } from './graph-error.ts'
import { subjectOf } from './graph-faults.ts'
import { versioned } from './graph-paths.ts'
import { requireNumber } from './send-message.ts'

export function registerMediaRoutes(graph: FastifyInstance, world: World): void {
  graph.post<{ Params: { id: string } }>(`${versioned}/:id/media`, async (request) => {
    const accessToken = authenticate(world, request, subjectOf(request))
    const form = await readUpload(request)
    if (form.fields.get('messaging_product') !== 'whatsapp') {
      throw new GraphError(100, 'messaging_product must be whatsapp.')
    }
    if (form.file === null) throw new GraphError(100, 'file is required.')
    const number = requireNumber(world, request.params.id, accessToken)
    const mime = form.fields.get('type') ?? form.file.mime
    const problem = await findMediaProblem(form.file.bytes, mime)
    if (problem !== null) throw new GraphError(131053, problem)
    const media = await world.files.add({
      bytes: form.file.bytes,
      mime,
      origin: 'business',
      phoneNumberId: number.phoneNumberId,
      filename: form.file.filename,
    })
    return { id: media.mediaId }
  })

  graph.get(mediaDownloadPath, async (request, reply) => {
    const accessToken = authenticate(world, request, subjectOf(request))
    const query = request.query as { mid?: string; ext?: string; hash?: string }
    const media = findMedia(world.store, query.mid ?? '')
    const isGone =
      media === undefined ||
      !mayUse(world, media, accessToken) ||
      !isMediaUrlValid(query, world.clock.now()) ||
      world.faults.take('media_gone', subjectOf(request)) !== null
    if (isGone) return reply.code(404).type('text/plain').send('URL signature expired')
    return sendMediaFile(world, reply, media)
  })
}

type Upload = {
  fields: Map<string, string>
  file: { bytes: Uint8Array; mime: string; filename: string | null } | null
}

/** Fields may come before or after the file: Meta takes both. */
async function readUpload(request: FastifyRequest): Promise<Upload> {
  if (!request.isMultipart()) throw new GraphError(100, 'The body must be multipart/form-data.')
  const upload: Upload = { fields: new Map(), file: null }
  for await (const part of request.parts()) {
    if (part.type === 'field') upload.fields.set(part.fieldname, String(part.value))
    else {
      const bytes = await part.toBuffer()
      if (part.fieldname === 'file') {
        upload.file = { bytes, mime: part.mimetype, filename: part.filename ?? null }
      }
    }
  }
  return upload
}

const mayUse = (world: World, media: Media, accessToken: string): boolean =>
  media.phoneNumberId !== null &&
  findNumber(world.store, media.phoneNumberId)?.accessToken === accessToken

/** The media of this token's numbers; expired, deleted and foreign ones do not exist. */
export function requireMedia(
  world: World,
  mediaId: string,
  { accessToken, phoneNumberId }: { accessToken: string; phoneNumberId: string | undefined },
): Media {
  const media = findMedia(world.store, mediaId)
  const isVisible =
    media !== undefined &&
    mayUse(world, media, accessToken) &&
    (phoneNumberId === undefined || phoneNumberId === media.phoneNumberId) &&
    !isMediaExpired(media, world.clock.now()) &&
    world.faults.take('media_gone', `GET node ${mediaId}`) === null
  if (!isVisible) throw objectNotFound(mediaId)
  return media
}

export const presentMedia = (world: World, media: Media) => ({
  messaging_product: 'whatsapp',
  url: mediaUrl(world, media),
  mime_type: media.mime,
  sha256: media.sha256,
  file_size: String(media.sizeBytes),
  id: media.mediaId,
})
