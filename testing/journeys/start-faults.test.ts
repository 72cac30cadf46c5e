import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { freePort, startRefused } from '../start-product.ts'

async function temporaryDir() {
  const path = await mkdtemp(join(tmpdir(), 'keepword-faults-'))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) }
}

/** One sentence for people: no stack, no second message. */
function assertOneSentence(complaint: string, expected: RegExp): void {
  assert.match(complaint, expected)
  assert.doesNotMatch(complaint, /\n\s+at /)
}

test('a port in use ends the start with one sentence', async () => {
  await using dir = await temporaryDir()
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  const { port } = other.address() as AddressInfo
  const { code, complaint } = await startRefused({ PORT: String(port), DATA_DIR: dir.path })
  other.close()
  assert.equal(code, 1)
  assertOneSentence(
    complaint,
    new RegExp(`Keepword cannot start. PORT ${port} is already in use; set PORT`),
  )
})

test('a data folder that is a file ends the start with one sentence', async () => {
  await using dir = await temporaryDir()
  const file = join(dir.path, 'not-a-folder')
  await writeFile(file, '')
  const { code, complaint } = await startRefused({
    PORT: String(await freePort()),
    DATA_DIR: join(file, 'data'),
  })
  assert.equal(code, 1)
  assertOneSentence(complaint, /Keepword cannot start. DATA_DIR .* cannot be written/)
})

test('a database that cannot be reached ends the start without naming its password', async () => {
  await using dir = await temporaryDir()
  const { code, complaint } = await startRefused({
    PORT: String(await freePort()),
    DATA_DIR: dir.path,
    DATABASE_URL: `postgres://keeper:planted-secret@127.0.0.1:${await freePort()}/shop`,
  })
  assert.equal(code, 1)
  assertOneSentence(
    complaint,
    /Keepword cannot start. DATABASE_URL \(127\.0\.0\.1:\d+\/shop\) cannot be reached/,
  )
  assert.doesNotMatch(complaint, /planted-secret/)
})

test('wrong settings end the start with all of them named', async () => {
  const { code, complaint } = await startRefused({ PORT: 'http', META_GRAPH_VERSION: '26' })
  assert.equal(code, 1)
  assert.match(complaint, /PORT must be a number, got "http"/)
  assert.match(complaint, /META_GRAPH_VERSION must look like v26.0, got "26"/)
})
