import type { Readable } from 'node:stream'

/** Sealed files: media, later backups. Keys are made by the server: `tenants/<tenant>/media/<id>`. */
export type BlobStore = {
  /** Stores the whole stream under `key`, replacing what was there; visible only once complete. */
  put(key: string, bytes: Readable): Promise<{ sizeBytes: number }>
  /** @param range  inclusive byte range of the stored bytes. @throws BlobMissing */
  get(key: string, range?: { start: number; end: number }): Promise<Readable>
  sizeBytes(key: string): Promise<number>
  delete(key: string): Promise<void>
}

export class BlobMissing extends Error {
  override readonly name = 'BlobMissing'
}
