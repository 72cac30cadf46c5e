import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { link, mkdir, open as openFile, readFile, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'
import { StartFault } from '../start-fault.ts'

/** Holds the key-encryption key. It wraps data keys and never sees content. */
export type KeyProvider = {
  /** Names the key that `wrap` uses now; stored beside each wrapped key. */
  readonly keyId: string
  wrap(dataKey: Buffer): Promise<Buffer>
  /** @throws when this provider does not hold `keyId`, or the bytes were tampered with. */
  unwrap(keyId: string, wrapped: Buffer): Promise<Buffer>
}

const KeyFile = z.object({
  keepwordKeyFile: z.literal(1),
  current: z.string(),
  keys: z.record(z.string(), z.string()),
})

/**
 * The default provider: keys in a file that only the server's user may read. Made on first use.
 * Whoever loses this file loses all sealed data, so the operator's guide tells to back it up apart.
 */
export async function localKeyFile(path: string): Promise<KeyProvider> {
  const file = await readOrCreate(path)
  const keyOf = (keyId: string): Buffer => {
    const encoded = file.keys[keyId]
    if (!encoded) throw new Error(`the key file has no key ${keyId}`)
    return Buffer.from(encoded, 'base64')
  }
  return {
    keyId: file.current,
    wrap: async (dataKey) => {
      const iv = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', keyOf(file.current), iv)
      return Buffer.concat([iv, cipher.update(dataKey), cipher.final(), cipher.getAuthTag()])
    },
    unwrap: async (keyId, wrapped) => {
      const decipher = createDecipheriv('aes-256-gcm', keyOf(keyId), wrapped.subarray(0, 12))
      decipher.setAuthTag(wrapped.subarray(-16))
      return Buffer.concat([decipher.update(wrapped.subarray(12, -16)), decipher.final()])
    },
  }
}

async function readOrCreate(path: string): Promise<z.infer<typeof KeyFile>> {
  const current = `local-${randomBytes(6).toString('hex')}`
  const fresh = {
    keepwordKeyFile: 1 as const,
    current,
    keys: { [current]: randomBytes(32).toString('base64') },
  }
  await mkdir(dirname(path), { recursive: true })
  if (await createWhole(path, `${JSON.stringify(fresh, null, 2)}\n`)) return fresh
  const parsed = KeyFile.safeParse(await readJson(path))
  if (!parsed.success)
    throw new StartFault('KEY_FILE does not hold a Keepword key file; restore it from its backup.')
  return parsed.data
}

/**
 * Makes the file with all its content at once, unless it exists: of two processes that start together one
 * makes it, and the other never reads half of it.
 */
async function createWhole(path: string, text: string): Promise<boolean> {
  const draft = `${path}.${randomBytes(6).toString('hex')}`
  const handle = await openFile(draft, 'wx', 0o600)
  await handle.writeFile(text)
  await handle.sync()
  await handle.close()
  try {
    await link(draft, path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  } finally {
    await rm(draft)
  }
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'))
  } catch {
    return null
  }
}
