import { z } from 'zod'
import type { HttpApp } from '../../http/http-app.ts'
import { BlobMissing } from '../../platform/blobs/blob-store.ts'
import type { Runtime } from '../../runtime/runtime.ts'
import { isGenuine, readMediaLink, type MediaLink } from './media-link.ts'
import { mediaProblem } from './media-problems.ts'
import { findMedia, type MediaRow } from './media-store.ts'
import { fileNameOf } from './present-media.ts'
import { contentDisposition, readRange } from './range-header.ts'
import { openFile } from './sealed-file.ts'

const Query = z.object({
  t: z.string().max(40).optional(),
  e: z.string().max(20).optional(),
  s: z.string().max(100).optional(),
})

/**
 * Serves stored media by signed links, with ranges. Files come from strangers: the browser may show them, but
 * not run, sniff or frame anything in them.
 */
export function serveMediaRoute(app: HttpApp, runtime: Runtime): void {
  app.get(
    '/media/:id',
    {
      config: { access: 'public' },
      schema: { params: z.object({ id: z.string().max(40) }), querystring: Query },
    },
    async (request, reply) => {
      const link = readMediaLink(request.params.id, request.query)
      if (!link) throw invalidLink()
      const { media, sealer } = await openLink(runtime, link)
      const sizeBytes = Number(media.sizeBytes)
      const etag = `"${media.sha256}"`
      const remainingMs = link.expiresAt.getTime() - runtime.clock.now().getTime()
      const headers = headersOf(media, {
        etag,
        fileName: fileNameOf(media, sealer),
        maxAgeSeconds: Math.floor(remainingMs / 1000),
      })
      if (request.headers['if-none-match'] === etag)
        return reply.headers(headers).status(304).send()
      const isRangeCurrent = (request.headers['if-range'] ?? etag) === etag
      const range = isRangeCurrent ? readRange(request.headers.range, sizeBytes) : null
      if (range === 'unsatisfiable') {
        void reply.header('content-range', `bytes */${sizeBytes}`)
        throw mediaProblem('range_not_satisfiable', `This file has ${sizeBytes} bytes.`)
      }
      const place = { tenantId: link.tenantId, mediaId: link.mediaId, sizeBytes }
      const bytes = await openFile(runtime.blobs, sealer, place, range ?? undefined).catch(gone)
      void reply.headers(headers)
      if (!range) return reply.header('content-length', sizeBytes).send(bytes)
      return reply
        .status(206)
        .header('content-range', `bytes ${range.start}-${range.end}/${sizeBytes}`)
        .header('content-length', range.end - range.start + 1)
        .send(bytes)
    },
  )
}

/** Checks a link and finds what it leads to. @throws ProblemError when it is forged, too old or leads nowhere. */
async function openLink(runtime: Runtime, link: MediaLink) {
  const { clock, database, keyring } = runtime
  const { tenantId } = link
  // A tenant that does not exist has no key to check with, and must not be given one.
  const isTenant = await database.inTenant(tenantId, (tx) =>
    tx.selectFrom('tenant').select('id').where('id', '=', tenantId).executeTakeFirst(),
  )
  if (!isTenant) throw invalidLink()
  const sealer = await keyring.forTenant(tenantId)
  if (!isGenuine(link, sealer)) throw invalidLink()
  if (link.expiresAt <= clock.now())
    throw mediaProblem(
      'media_link_expired',
      'This link has expired. Open the message again for a new one.',
    )
  const media = await database.inTenant(tenantId, (tx) => findMedia(tx, link.mediaId))
  if (media?.state !== 'ready')
    throw mediaProblem('media_gone', 'This file is not there (any more).')
  return { media, sealer }
}

const invalidLink = () =>
  mediaProblem(
    'media_link_invalid',
    'This link is not valid. Open the message again for a new one.',
  )

function gone(error: unknown): never {
  if (error instanceof BlobMissing)
    throw mediaProblem('media_gone', 'This file is not there (any more).')
  throw error
}

const headersOf = (
  media: MediaRow,
  facts: { etag: string; fileName: string | null; maxAgeSeconds: number },
): Record<string, string> => ({
  'content-type': media.mimeType,
  'content-disposition': contentDisposition(
    media.kind === 'document' ? 'attachment' : 'inline',
    facts.fileName,
  ),
  'accept-ranges': 'bytes',
  etag: facts.etag,
  'cache-control': `private, max-age=${facts.maxAgeSeconds}, immutable`,
  'x-content-type-options': 'nosniff',
  'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
})
