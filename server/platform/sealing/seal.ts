import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/**
 * Layout of a sealed value: format (1 byte) · key version (4) · IV (12) · tag (16) · ciphertext.
 * AES-256-GCM with a random IV per value; a data key is to be rotated long before 2^32 values.
 */
const formatByte = 1
const ivBytes = 12
const tagBytes = 16
const headerBytes = 1 + 4 + ivBytes + tagBytes

export type DataKey = { version: number; key: Buffer }

/** Where a sealed value lives. It is bound to this place: moved to another row or column it does not open. */
export type SealPlace = { scope: string; table: string; column: string; row: string }

const associatedData = (place: SealPlace): Buffer =>
  Buffer.from(`${place.scope}\n${place.table}\n${place.column}\n${place.row}`)

export function seal(dataKey: DataKey, place: SealPlace, plaintext: Uint8Array): Buffer {
  const iv = randomBytes(ivBytes)
  const cipher = createCipheriv('aes-256-gcm', dataKey.key, iv)
  cipher.setAAD(associatedData(place))
  const sealed = Buffer.allocUnsafe(headerBytes + plaintext.length)
  sealed.writeUInt8(formatByte, 0)
  sealed.writeUInt32BE(dataKey.version, 1)
  iv.copy(sealed, 5)
  cipher.update(plaintext).copy(sealed, headerBytes)
  cipher.final()
  cipher.getAuthTag().copy(sealed, 5 + ivBytes)
  return sealed
}

/** The version of the key that a sealed value needs. @throws when the bytes are not a sealed value. */
export function keyVersionOf(sealed: Buffer): number {
  if (sealed.length < headerBytes || sealed.readUInt8(0) !== formatByte)
    throw new Error('not a sealed value')
  return sealed.readUInt32BE(1)
}

/** @throws when the key, the place or the bytes are not those it was sealed with. */
export function open(dataKey: DataKey, place: SealPlace, sealed: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', dataKey.key, sealed.subarray(5, 5 + ivBytes))
  decipher.setAAD(associatedData(place))
  decipher.setAuthTag(sealed.subarray(5 + ivBytes, headerBytes))
  const plaintext = decipher.update(sealed.subarray(headerBytes))
  decipher.final()
  return plaintext
}
