import type { FastifyReply } from 'fastify'
import type { Media } from '#simulator/store/media-store.ts'
import type { World } from '#simulator/world.ts'

/** Streams the bytes, whole or the asked range. Uploaded HTML or SVG stays without a script. */
export function sendMediaFile(world: World, reply: FastifyReply, media: Media): FastifyReply {
  void reply
    .header('content-type', media.mime)
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
    .header('content-disposition', contentDisposition(media.filename))
  return reply.sendFile(media.sha256, world.files.folder, {
    contentType: false,
    cacheControl: false,
  })
}

const contentDisposition = (filename: string | null): string =>
  filename === null ? 'inline' : `inline; filename*=UTF-8''${encodeURIComponent(filename)}`
