import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import type { BlobStore } from '../../platform/blobs/blob-store.ts'
import type { MediaId, TenantId } from '../../platform/ids.ts'
import type { Sealer } from '../../platform/sealing/keyring.ts'

/**
 * A file of any length, sealed in pieces so that it streams and can be read from the middle.
 * Layout: magic (4 bytes) · the file's own key, sealed under the tenant's key (65) · pieces. A piece is 64 KiB
 * of AES-256-GCM and its tag (16); the last may be shorter. The nonce is the piece's number and whether it is
 * the last (the STREAM construction): pieces cannot be swapped, dropped or cut off unseen. Key and nonces are
 * used for one file only. Tenant and media id are bound into the sealed key and into every piece.
 */
const magic = Buffer.from('KWF1')
const sealedKeyBytes = 65
const headerBytes = magic.length + sealedKeyBytes
const pieceBytes = 64 * 1024
const tagBytes = 16
const sealedPieceBytes = pieceBytes + tagBytes

export type FilePlace = { tenantId: TenantId; mediaId: MediaId }

export const blobKeyOf = ({ tenantId, mediaId }: FilePlace): string =>
  `tenants/${tenantId}/media/${mediaId}`

/** Stores a stream sealed. It becomes visible only when it is whole. */
export async function sealFile(
  blobs: BlobStore,
  sealer: Sealer,
  place: FilePlace,
  bytes: AsyncIterable<Uint8Array>,
): Promise<void> {
  await blobs.put(blobKeyOf(place), Readable.from(sealPieces(sealer, place, bytes)))
}

/**
 * Reads a sealed file, or an inclusive range of its bytes.
 * @param sizeBytes  of the plain file, as stored beside it.
 * @throws BlobMissing; and while reading, when a piece was tampered with or the file was cut.
 */
export async function openFile(
  blobs: BlobStore,
  sealer: Sealer,
  place: FilePlace & { sizeBytes: number },
  range: { start: number; end: number } = { start: 0, end: place.sizeBytes - 1 },
): Promise<Readable> {
  const key = await openFileKey(blobs, sealer, place)
  if (place.sizeBytes === 0) return Readable.from([])
  const lastPiece = Math.floor((place.sizeBytes - 1) / pieceBytes)
  const first = Math.floor(range.start / pieceBytes)
  const last = Math.floor(range.end / pieceBytes)
  const sealed = await blobs.get(blobKeyOf(place), {
    start: headerBytes + first * sealedPieceBytes,
    end:
      last === lastPiece
        ? headerBytes + place.sizeBytes + (lastPiece + 1) * tagBytes - 1
        : headerBytes + (last + 1) * sealedPieceBytes - 1,
  })
  return Readable.from(openPieces(sealed, { key, place, first, last, lastPiece, range }))
}

async function openFileKey(blobs: BlobStore, sealer: Sealer, place: FilePlace): Promise<Buffer> {
  const header: Buffer[] = []
  for await (const part of await blobs.get(blobKeyOf(place), { start: 0, end: headerBytes - 1 }))
    header.push(part as Buffer)
  const bytes = Buffer.concat(header)
  if (!bytes.subarray(0, magic.length).equals(magic)) throw new Error('not a sealed file')
  return sealer.open('media', 'file_key', place.mediaId, bytes.subarray(magic.length))
}

async function* sealPieces(
  sealer: Sealer,
  place: FilePlace,
  bytes: AsyncIterable<Uint8Array>,
): AsyncGenerator<Buffer> {
  const key = randomBytes(32)
  yield Buffer.concat([magic, sealer.seal('media', 'file_key', place.mediaId, key)])
  let index = 0
  const sealPiece = (plain: Buffer, isLast: boolean): Buffer => {
    const cipher = createCipheriv('aes-256-gcm', key, nonceOf(index, isLast))
    cipher.setAAD(Buffer.from(blobKeyOf(place)))
    index += 1
    return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
  }
  // One full piece is held back: only at the end it is known which piece is the last.
  let held = Buffer.alloc(0)
  for await (const part of bytes) {
    held = Buffer.concat([held, part])
    let offset = 0
    for (; held.length - offset > pieceBytes; offset += pieceBytes)
      yield sealPiece(held.subarray(offset, offset + pieceBytes), false)
    held = held.subarray(offset)
  }
  yield sealPiece(held, true)
}

async function* openPieces(
  sealed: AsyncIterable<Buffer>,
  plan: {
    key: Buffer
    place: FilePlace
    first: number
    last: number
    lastPiece: number
    range: { start: number; end: number }
  },
): AsyncGenerator<Buffer> {
  const { key, place, first, last, lastPiece, range } = plan
  const openPiece = (piece: Buffer, index: number): Buffer => {
    const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(index, index === lastPiece))
    decipher.setAAD(Buffer.from(blobKeyOf(place)))
    decipher.setAuthTag(piece.subarray(-tagBytes))
    const plain = Buffer.concat([decipher.update(piece.subarray(0, -tagBytes)), decipher.final()])
    const pieceStart = index * pieceBytes
    return plain.subarray(
      Math.max(0, range.start - pieceStart),
      Math.max(0, Math.min(plain.length, range.end - pieceStart + 1)),
    )
  }
  let next = first
  let held = Buffer.alloc(0)
  for await (const part of sealed) {
    held = Buffer.concat([held, part])
    const whole = Math.min(Math.floor(held.length / sealedPieceBytes), last - next)
    for (let piece = 0; piece < whole; piece++)
      yield openPiece(
        held.subarray(piece * sealedPieceBytes, (piece + 1) * sealedPieceBytes),
        next + piece,
      )
    next += whole
    held = held.subarray(whole * sealedPieceBytes)
  }
  if (held.length <= tagBytes || next !== last) throw new Error('the sealed file was cut')
  yield openPiece(held, last)
}

/** 96 bits: zeros, the piece's number, and 1 for the last piece. */
function nonceOf(index: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeUInt32BE(index, 7)
  nonce.writeUInt8(isLast ? 1 : 0, 11)
  return nonce
}
