import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { after, before, test } from 'node:test'
import { localBlobStore } from '../../platform/blobs/local-blob-store.ts'
import type { MediaId, TenantId } from '../../platform/ids.ts'
import { createSealer } from '../../platform/sealing/keyring.ts'
import { blobKeyOf, openFile, sealFile } from './sealed-file.ts'

const piece = 64 * 1024
const place = { tenantId: 'a-tenant' as TenantId, mediaId: 'a-file' as MediaId }
const sealer = createSealer('a-tenant', new Map([[1, { version: 1, key: randomBytes(32) }]]))

let folder = ''
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keepword-sealed-'))
})
after(() => rm(folder, { recursive: true, force: true }))

async function* inParts(bytes: Buffer, partBytes: number) {
  for (let start = 0; start < bytes.length; start += partBytes)
    yield bytes.subarray(start, start + partBytes)
}

for (const sizeBytes of [0, 1, piece - 1, piece, piece + 1, 3 * piece, 3 * piece + 17])
  test(`a file of ${sizeBytes} bytes comes back as it was`, async () => {
    const blobs = localBlobStore(folder)
    const plain = randomBytes(sizeBytes)
    await sealFile(blobs, sealer, place, inParts(plain, 10_000))
    const opened = await buffer(await openFile(blobs, sealer, { ...place, sizeBytes }))
    assert.ok(opened.equals(plain))
  })

test('any range comes back alone', async () => {
  const blobs = localBlobStore(folder)
  const sizeBytes = 3 * piece + 17
  const plain = randomBytes(sizeBytes)
  await sealFile(blobs, sealer, place, inParts(plain, 100_000))
  const edges = [0, 1, piece - 1, piece, piece + 1, 2 * piece, 3 * piece, sizeBytes - 1]
  for (const start of edges)
    for (const end of edges.filter((edge) => edge >= start)) {
      const range = { start, end }
      const opened = await buffer(await openFile(blobs, sealer, { ...place, sizeBytes }, range))
      assert.ok(opened.equals(plain.subarray(start, end + 1)), `${start} to ${end}`)
    }
})

test('the stored bytes hold nothing readable', async () => {
  const blobs = localBlobStore(folder)
  await sealFile(blobs, sealer, place, inParts(Buffer.alloc(1000, 'secret words '), 1000))
  const stored = await readFile(join(folder, blobKeyOf(place)))
  assert.ok(!stored.includes('secret'))
})

const damages: [string, (stored: Buffer) => Buffer][] = [
  ['a changed byte', (stored) => Buffer.from(stored).fill(0xff, 100, 101)],
  ['a missing last piece', (stored) => stored.subarray(0, 69 + piece + 16)],
  ['swapped pieces', swapPieces],
]

function swapPieces(stored: Buffer): Buffer {
  const [start, sealedPiece] = [69, piece + 16]
  return Buffer.concat([
    stored.subarray(0, start),
    stored.subarray(start + sealedPiece, start + 2 * sealedPiece),
    stored.subarray(start, start + sealedPiece),
    stored.subarray(start + 2 * sealedPiece),
  ])
}

for (const [what, damage] of damages)
  test(`${what} does not go unseen`, async () => {
    const blobs = localBlobStore(folder)
    const sizeBytes = 2 * piece + 5
    await sealFile(blobs, sealer, place, inParts(randomBytes(sizeBytes), 50_000))
    const path = join(folder, blobKeyOf(place))
    await writeFile(path, damage(await readFile(path)))
    await assert.rejects(async () => buffer(await openFile(blobs, sealer, { ...place, sizeBytes })))
  })

test('a file moved to another id does not open', async () => {
  const blobs = localBlobStore(folder)
  await sealFile(blobs, sealer, place, inParts(randomBytes(10), 10))
  const other = { ...place, mediaId: 'another-file' as MediaId }
  await writeFile(join(folder, blobKeyOf(other)), await readFile(join(folder, blobKeyOf(place))))
  await assert.rejects(openFile(blobs, sealer, { ...other, sizeBytes: 10 }))
})
