import type { FastifyRequest } from 'fastify'
import { mediaProblem } from './media-problems.ts'
import type { MediaKind } from '#shared/media-limits.ts'
import type { Upload } from './upload-media.ts'

const kinds = new Set(['image', 'video', 'audio', 'document', 'sticker'])

/**
 * Reads a form with one `file` and, before it, the optional fields `voice` and `kind`. The file streams: what
 * comes after it in the form is not looked at.
 * @throws ProblemError when there is no form or no file.
 */
export async function readUpload<T>(
  request: FastifyRequest,
  take: (upload: Upload) => Promise<T>,
): Promise<T> {
  if (!request.isMultipart())
    throw mediaProblem('media_missing', 'Send a multipart/form-data form with the field "file".')
  const fields = new Map<string, string>()
  for await (const part of request.parts()) {
    if (part.type === 'field') {
      fields.set(part.fieldname, String(part.value))
      continue
    }
    if (part.fieldname !== 'file') {
      part.file.resume()
      continue
    }
    const kind = fields.get('kind')
    if (kind !== undefined && !kinds.has(kind)) {
      part.file.resume()
      throw mediaProblem(
        'media_type_unsupported',
        `kind must be image, video, audio, document or sticker, got ${JSON.stringify(kind.slice(0, 40))}.`,
      )
    }
    try {
      return await take({
        bytes: part.file,
        declaredMimeType: part.mimetype,
        fileName: part.filename ? part.filename.slice(0, longestNameCharacters) : null,
        isVoice: fields.get('voice') === 'true',
        wantedKind: (kind as MediaKind | undefined) ?? null,
      })
    } finally {
      // Whatever was not read is let go, so that the caller gets the answer instead of a broken connection.
      part.file.resume()
    }
  }
  throw mediaProblem('media_missing', 'The form has no field "file".')
}

const longestNameCharacters = 240
