import type { MediaKind } from './media-kinds.ts'

type MediaReference = { id?: string; link?: string; caption?: string; filename?: string }

const mediaTypes = new Set(['image', 'video', 'audio', 'document', 'sticker'])

export const isMediaType = (type: string): type is MediaKind => mediaTypes.has(type)

type Header = { type?: string } & Record<string, unknown>

/** The media a message shows: its own, or that of an interactive or template header. */
function referenceOf(
  type: string,
  content: unknown,
  rendered: unknown,
): { kind: MediaKind; media: MediaReference } | null {
  if (isMediaType(type)) return { kind: type, media: content as MediaReference }
  const { header } = (type === 'template' ? (rendered ?? {}) : content) as { header?: Header }
  const kind = header?.type?.toLowerCase() ?? ''
  if (header === undefined || !isMediaType(kind)) return null
  const media = (header[kind] ?? header) as MediaReference
  return { kind, media }
}

export function mediaIdOf(type: string, content: unknown, rendered: unknown): string | null {
  return referenceOf(type, content, rendered)?.media.id ?? null
}

export function linkOf(
  type: string,
  content: unknown,
  rendered: unknown,
): { kind: MediaKind; link: string; filename: string | null } | null {
  const reference = referenceOf(type, content, rendered)
  if (reference?.media.link === undefined) return null
  return {
    kind: reference.kind,
    link: reference.media.link,
    filename: reference.media.filename ?? null,
  }
}
