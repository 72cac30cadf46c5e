/**
 * `npm test`: one throw-away PostgreSQL for all files, then every *.test.ts by Node's own runner.
 * `npm test -- <part of a path>…` runs the files whose path contains one of the words.
 */
import { spawn } from 'node:child_process'
import { glob, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import '#server/platform/require-node.ts'
import { unpackBrowser } from './browser.ts'
import { startTestServer } from './test-database.ts'

const root = join(import.meta.dirname, '..')
const wanted = process.argv.slice(2)
const files: string[] = []
for await (const file of glob(
  '{server,shared,simulator,web,testing,bench,fixtures,scripts}/**/*.test.ts',
  {
    cwd: root,
    exclude: (name) => name === 'node_modules' || name === 'dist',
  },
))
  if (wanted.length === 0 || wanted.some((part) => file.includes(part))) files.push(file)
files.sort()
if (files.length === 0) {
  console.error(`No test file matches ${wanted.join(', ')}.`)
  process.exit(1)
}

const dataDir = await mkdtemp(join(tmpdir(), 'keepword-test-'))
const server = await startTestServer(dataDir)
process.env['TMPDIR'] = dataDir
// Once, before files run side by side: none must meet a browser that another has half unpacked.
if (files.some((file) => file.includes('journeys/'))) await unpackBrowser()
let exitCode = 1
try {
  exitCode = await new Promise<number>((resolve) => {
    const child = spawn(
      process.execPath,
      ['--test', '--test-concurrency=2', '--test-timeout=120000', ...files],
      {
        cwd: root,
        stdio: 'inherit',
        env: { ...process.env, KEEPWORD_TEST_SOCKET: server.socketDir },
      },
    )
    child.once('exit', (code) => resolve(code ?? 1))
  })
} finally {
  await server.stop()
  await rm(dataDir, { recursive: true, force: true })
}
process.exit(exitCode)
