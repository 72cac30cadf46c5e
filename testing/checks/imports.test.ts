import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sourceFiles, type SourceFile } from './source-files.ts'

const files = await sourceFiles()

/** Fails with the rule and every import that breaks it. */
function assertNoImport(
  rule: string,
  isForbidden: (file: SourceFile, imported: string) => boolean,
) {
  const broken = files.flatMap((file) =>
    file.imports
      .filter((imported) => isForbidden(file, imported))
      .map((imported) => `  ${file.path} imports ${imported}`),
  )
  assert.equal(broken.length, 0, `${rule}\n${broken.join('\n')}`)
}

/** Tests, and what measures the product from outside. */
const isTest = (path: string): boolean =>
  path.endsWith('.test.ts') || path.startsWith('testing/') || path.startsWith('bench/')
const top = (path: string): string => path.split('/')[0] ?? ''

test('server and simulator share no code: they meet over HTTP and in fixtures', () => {
  assertNoImport(
    'Two separate readings of Meta’s rules catch each other’s mistakes; shared code would confirm them.',
    (file, imported) =>
      !isTest(file.path) &&
      ((top(file.path) === 'simulator' && ['server', 'web', 'shared'].includes(top(imported))) ||
        (['server', 'web', 'shared'].includes(top(file.path)) && top(imported) === 'simulator')),
  )
})

test('web and server meet in shared, and shared knows neither', () => {
  assertNoImport(
    'web → shared ← server.',
    (file, imported) =>
      (top(file.path) === 'web' && top(imported) === 'server') ||
      (top(file.path) === 'server' && top(imported) === 'web') ||
      (top(file.path) === 'shared' &&
        !isTest(file.path) &&
        (['server', 'web', 'testing'].includes(top(imported)) || imported.startsWith('node:'))),
  )
})

test('product code does not import tests', () => {
  assertNoImport(
    'testing → product, never back.',
    (file, imported) =>
      !isTest(file.path) && top(file.path) !== 'scripts' && top(imported) === 'testing',
  )
})

/** Lower layers first. `main` is every file directly in server/, and the demo that only main starts. */
const serverLayers = [
  ['platform'],
  ['config'],
  ['database', 'meta', 'jobs'],
  ['runtime'],
  ['http'],
  ['features'],
  ['main', 'demo', 'web-build'],
]
const layerOf = (path: string): number => {
  const [, folder, rest] = path.split('/')
  const name = rest === undefined ? 'main' : (folder ?? '')
  return serverLayers.findIndex((layer) => layer.includes(name))
}

test('inside the server imports point downward', () => {
  assertNoImport(
    'main → features → http → runtime → (jobs, meta, database) → config → platform. Never upward.',
    (file, imported) =>
      top(file.path) === 'server' &&
      !isTest(file.path) &&
      top(imported) === 'server' &&
      layerOf(imported) > layerOf(file.path),
  )
})

const featureOf = (path: string): string | null =>
  /^server\/features\/([^/]+)\//.exec(path)?.[1] ?? null

test('a feature is entered by its door', () => {
  assertNoImport(
    'Import #server/features/<name>/<name>.ts, never what lies behind it.',
    (file, imported) => {
      const entered = featureOf(imported)
      if (entered === null || isTest(file.path) || featureOf(file.path) === entered) return false
      return imported !== `server/features/${entered}/${entered}.ts`
    },
  )
})

test('files import without cycles', () => {
  const graph = new Map(files.map((file) => [file.path, file]))
  const state = new Map<string, 'open' | 'done'>()
  const cycles: string[] = []
  const visit = (path: string, trail: string[]): void => {
    if (state.get(path) === 'done') return
    if (state.get(path) === 'open') {
      cycles.push([...trail.slice(trail.indexOf(path)), path].join(' → '))
      return
    }
    state.set(path, 'open')
    for (const imported of graph.get(path)?.imports ?? [])
      if (graph.has(imported) && !isTypeOnly(graph.get(path), imported))
        visit(imported, [...trail, path])
    state.set(path, 'done')
  }
  for (const path of graph.keys()) visit(path, [])
  assert.equal(cycles.length, 0, `Import cycles:\n${cycles.join('\n')}`)
})

/** `import type` leaves nothing at run time and may look back. */
const isTypeOnly = (file: SourceFile | undefined, imported: string): boolean => {
  const name = imported.split('/').at(-1) ?? ''
  const lines = file?.text.match(new RegExp(`import[^'"]*from '[^']*${name}'`, 'g')) ?? []
  return lines.length > 0 && lines.every((line) => line.startsWith('import type'))
}
