import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { root, sourceFiles, trackedPaths } from './source-files.ts'

const mostLines = 500

test('files stay small enough to hold in the head', async () => {
  const generated = ['server/database/schema.ts']
  const long = (await sourceFiles())
    .filter((file) => !generated.includes(file.path) && file.text.split('\n').length > mostLines)
    .map((file) => `${file.path}: ${file.text.split('\n').length} lines, at most ${mostLines}`)
  assert.deepEqual(long, [])
})

test('file names are kebab-case and say what they hold', () => {
  const unclear = trackedPaths().filter(
    (path) =>
      /\.tsx?$/.test(path) &&
      (!/(^|\/)[a-z0-9]+(-[a-z0-9]+)*(\.test|\.config|\.d)?\.tsx?$/.test(path) ||
        /(^|\/)(utils?|helpers?|manager|common|index|misc|data)\.tsx?$/.test(path)),
  )
  assert.deepEqual(unclear, [])
})

test('the lockfile records no download addresses', async () => {
  const lockfile = await readFile(join(root, 'package-lock.json'), 'utf8')
  assert.equal(/"resolved": *"http/.test(lockfile), false)
})

test('pages and server name no other origin to load from', async () => {
  const foreign = (await sourceFiles())
    .filter((file) => /^(web|server|simulator)\//.test(file.path))
    .filter((file) => /https?:\/\/(cdn\.|unpkg|fonts\.g|cdnjs|[a-z.]*jsdelivr)/.test(file.text))
    .map((file) => file.path)
  assert.deepEqual(foreign, [])
})

test('dependencies are pinned to exact versions', async () => {
  const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as Record<
    string,
    Record<string, string> | undefined
  >
  const loose = ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((kind) =>
    Object.entries(manifest[kind] ?? {})
      .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
      .map(([name, version]) => `${name}@${version}`),
  )
  assert.deepEqual(loose, [])
})
