import { findMediaProblem } from '#simulator/media/media-kinds.ts'
import { sendMediaFile } from '#simulator/media/send-media-file.ts'
import { findMedia } from '#simulator/store/media-store.ts'
import type { World } from '#simulator/world.ts'
import { ApiProblem, notFound } from './api-problem.ts'
import { apiRoute, type ApiRoute } from './api-route.ts'

export const mediaRoutes = (world: World): ApiRoute[] => [
  apiRoute({
    method: 'POST',
    path: '/media',
    summary: 'Uploads a file of a person (multipart, field `file`), to be sent by its id.',
    handle: async ({ request, reply }) => {
      const file = request.isMultipart() ? await request.file() : undefined
      if (file === undefined) {
        throw new ApiProblem(422, 'invalid', 'file: a multipart field with a file is required.')
      }
      const bytes = await file.toBuffer()
      const mime = file.mimetype
      // A phone converts pictures itself, so only size and emptiness can be wrong here.
      const problem = await findMediaProblem(bytes, mime, 'document')
      if (problem !== null) throw new ApiProblem(422, 'invalid', `file: ${problem}`)
      const media = await world.files.add({
        bytes,
        mime,
        origin: 'person',
        phoneNumberId: null,
        filename: file.filename ?? null,
      })
      void reply.code(201)
      return {
        mediaId: media.mediaId,
        mime: media.mime,
        sha256: media.sha256,
        sizeBytes: media.sizeBytes,
      }
    },
  }),
  apiRoute({
    method: 'GET',
    path: '/media/:mediaId',
    summary: 'The bytes of any media, for the phone page; ranges work.',
    handle: ({ param, reply }) => {
      const media = findMedia(world.store, param('mediaId'))
      if (media === undefined) throw notFound('media')
      return sendMediaFile(world, reply, media)
    },
  }),
]
