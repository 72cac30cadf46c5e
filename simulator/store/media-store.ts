import type { Store } from './open-store.ts'

export type Media = {
  mediaId: string
  /** The number it was uploaded to or sent to; null until a person's upload is used. */
  phoneNumberId: string | null
  origin: 'business' | 'person' | 'link'
  mime: string
  sha256: string
  sizeBytes: number
  filename: string | null
  createdAtMs: number
}

type Row = {
  media_id: string
  phone_number_id: string | null
  origin: Media['origin']
  mime: string
  sha256: string
  size_bytes: number
  filename: string | null
  created_at_ms: number
}

const toMedia = (row: Row): Media => ({
  mediaId: row.media_id,
  phoneNumberId: row.phone_number_id,
  origin: row.origin,
  mime: row.mime,
  sha256: row.sha256,
  sizeBytes: row.size_bytes,
  filename: row.filename,
  createdAtMs: row.created_at_ms,
})

export function findMedia({ sql }: Store, mediaId: string): Media | undefined {
  const row = sql.get`select * from media where media_id = ${mediaId}` as Row | undefined
  return row && toMedia(row)
}

/** Whether any media row still needs these bytes; equal files are stored once. */
export const isBlobUsed = ({ sql }: Store, sha256: string): boolean =>
  sql.get`select 1 as found from media where sha256 = ${sha256} limit 1` !== undefined

export const saveMedia = ({ sql }: Store, media: Media) =>
  sql.run`insert into media (media_id, phone_number_id, origin, mime, sha256, size_bytes, filename,
      created_at_ms)
    values (${media.mediaId}, ${media.phoneNumberId}, ${media.origin}, ${media.mime},
      ${media.sha256}, ${media.sizeBytes}, ${media.filename}, ${media.createdAtMs})
    on conflict (media_id) do update set phone_number_id = excluded.phone_number_id`

export const deleteMedia = ({ sql }: Store, mediaId: string) =>
  sql.run`delete from media where media_id = ${mediaId}`
