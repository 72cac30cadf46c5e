import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join, normalize } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { newId } from '../ids.ts'
import { BlobMissing, type BlobStore } from './blob-store.ts'

/** Blobs as files below one folder. A file appears under its name only when it is whole and on disk. */
export function localBlobStore(rootDir: string): BlobStore {
  const pathOf = (key: string): string => {
    const path = normalize(join(rootDir, key))
    if (!path.startsWith(`${normalize(rootDir)}/`)) throw new Error('blob key leaves the store')
    return path
  }
  return {
    put: async (key, bytes) => {
      const path = pathOf(key)
      const partial = `${path}.${newId()}.partial`
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      try {
        await pipeline(bytes, createWriteStream(partial, { mode: 0o600 }))
        const handle = await open(partial, 'r+')
        await handle.sync()
        const { size } = await handle.stat()
        await handle.close()
        await rename(partial, path)
        return { sizeBytes: size }
      } catch (error) {
        await rm(partial, { force: true })
        throw error
      }
    },
    get: async (key, range) => {
      const path = pathOf(key)
      await stat(path).catch(missing)
      return createReadStream(path, range)
    },
    sizeBytes: async (key) => (await stat(pathOf(key)).catch(missing)).size,
    delete: (key) => rm(pathOf(key), { force: true }),
  }
}

function missing(error: NodeJS.ErrnoException): never {
  if (error.code === 'ENOENT') throw new BlobMissing('no such blob')
  throw error
}
