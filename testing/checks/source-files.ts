import { readFile } from 'node:fs/promises'
import { execFileSync } from 'node:child_process'
import { dirname, join, normalize, relative } from 'node:path'

export const root = join(import.meta.dirname, '../..')

export type SourceFile = { path: string; text: string; imports: string[] }

/** Every file that git tracks or would track, as paths from the root. */
export const trackedPaths = (): string[] =>
  execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '--deduplicate'], {
    cwd: root,
    encoding: 'utf8',
  })
    .split('\n')
    .filter((path) => path !== '')

/** All TypeScript of ours, with what each file imports as paths from the root or package names. */
export async function sourceFiles(): Promise<SourceFile[]> {
  const paths = trackedPaths().filter((path) => /\.tsx?$/.test(path))
  const files = await Promise.all(
    paths.map(async (path) => {
      const text = await readFile(join(root, path), 'utf8').catch(() => null)
      return text === null ? null : { path, text, imports: importsOf(path, text) }
    }),
  )
  return files.filter((file) => file !== null)
}

function importsOf(path: string, text: string): string[] {
  const specifiers = [
    ...text.matchAll(/(?:^|\n)\s*(?:import|export)\b[^'"\n;]*?(?:\n[^'"]*?)?from\s+'([^']+)'/g),
    ...text.matchAll(/(?:^|\n)\s*import\s+'([^']+)'/g),
    ...text.matchAll(/\bimport\('([^']+)'\)/g),
  ].map((match) => match[1] ?? '')
  return specifiers.map((specifier) => {
    if (specifier.startsWith('#')) return specifier.slice(1)
    if (specifier.startsWith('.'))
      return normalize(relative(root, join(root, dirname(path), specifier)))
    return specifier
  })
}
