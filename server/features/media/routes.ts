import multipart from '@fastify/multipart'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { Media } from '#shared/contracts/media.ts'
import { callerOf, type HttpApp } from '../../http/http-app.ts'
import { notFound, pathId, PathId } from '../../http/path-id.ts'
import type { MediaId, TenantId } from '../../platform/ids.ts'
import type { Runtime } from '../../runtime/runtime.ts'
import { largestFileBytes } from '#shared/media-limits.ts'
import { findMedia } from './media-store.ts'
import { presentMedia } from './present-media.ts'
import { readUpload } from './read-upload.ts'
import { serveMediaRoute } from './serve-media.ts'
import { uploadMedia } from './upload-media.ts'

/** Room for the parts of a form around the file. */
const formOverheadBytes = 64 * 1024

export function mediaRoutes(app: HttpApp, runtime: Runtime): void {
  const { clock, database, keyring } = runtime

  const readMedia = async (tenantId: TenantId, id: MediaId): Promise<Media> => {
    const sealer = await keyring.forTenant(tenantId)
    const row = await database.inTenant(tenantId, (tx) => findMedia(tx, id))
    if (!row) throw notFound('media')
    return presentMedia(row, sealer, clock.now())
  }

  // Forms are read in this scope only: nothing else takes files.
  void app.register(async (scope) => {
    await scope.register(multipart, {
      limits: { files: 1, fields: 10, fieldSize: 1024, fileSize: largestFileBytes + 1 },
      throwFileSizeLimit: false,
    })
    scope.withTypeProvider<ZodTypeProvider>().post(
      '/v1/media',
      {
        config: { access: 'messages.send' },
        bodyLimit: largestFileBytes + formOverheadBytes,
        schema: { response: { 201: Media } },
      },
      async (request, reply) => {
        const { tenantId } = callerOf(request)
        const upload = await readUpload(request, (file) => uploadMedia(runtime, tenantId, file))
        return reply.status(201).send(await readMedia(tenantId, upload))
      },
    )
  })

  app.get(
    '/v1/media/:id',
    {
      config: { access: 'messages.read' },
      schema: { params: PathId, response: { 200: Media } },
    },
    async (request) =>
      readMedia(callerOf(request).tenantId, pathId<MediaId>(request.params.id, 'media')),
  )

  serveMediaRoute(app, runtime)
}
