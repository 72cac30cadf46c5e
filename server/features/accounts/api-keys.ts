import { createHash, randomBytes } from 'node:crypto'
import { crc32 } from 'node:zlib'
import type { Database } from '../../database/database.ts'
import type { Permission } from '../../http/access.ts'
import { newId, type ApiKeyId, type TenantId } from '../../platform/ids.ts'
import { insertApiKey } from './account-store-across-tenants.ts'

const keyPattern = /^kw_live_([0-9a-f]{48})([0-9a-f]{8})$/

/** `kw_live_`, 24 random bytes and a CRC-32 in hex: a mistyped or cut key is told apart without the database. */
export function newApiKeyText(): string {
  const secret = randomBytes(24).toString('hex')
  return `kw_live_${secret}${checksumOf(secret)}`
}

const checksumOf = (secret: string): string => crc32(secret).toString(16).padStart(8, '0')

/** @returns what is stored of a key, or null when the text cannot be one of ours. */
export function hashApiKey(text: string): Buffer | null {
  const [, secret, checksum] = keyPattern.exec(text) ?? []
  if (!secret || checksumOf(secret) !== checksum) return null
  // A fast hash is right here: the secret has 192 random bits, nothing to guess.
  return createHash('sha256').update(text).digest()
}

/** Makes a key; the returned text is shown once and not kept. */
export async function createApiKey(
  database: Database,
  key: {
    tenantId: TenantId
    name: string
    permissions: readonly Permission[]
    createdAt: Date
    /** Given by the demo only, so that its key is the same after every start. */
    text?: string
  },
): Promise<string> {
  const text = key.text ?? newApiKeyText()
  const secretHash = hashApiKey(text)
  if (!secretHash) throw new Error('not a Keepword API key')
  await insertApiKey(database, {
    id: newId<ApiKeyId>(),
    tenantId: key.tenantId,
    name: key.name,
    prefix: text.slice(0, 14),
    secretHash,
    permissions: [...key.permissions],
    createdAt: key.createdAt,
  })
  return text
}
