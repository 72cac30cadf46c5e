import { execFileSync } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { cpus, totalmem, type as osType, release, arch } from 'node:os'
import { join } from 'node:path'
import type { BenchResult } from './bench.ts'

const path = join(import.meta.dirname, 'results.json')

/** Rounded to what three rounds can tell. */
const rounded = (value: number): number => Number(value.toPrecision(4))

type Results = { commit: string; machine: string; benches: BenchResult[] }

const git = (...args: string[]): string =>
  execFileSync('git', args, { cwd: import.meta.dirname, encoding: 'utf8' }).trim()

/** The commit, and whether the tree differed from it. */
function commitName(): string {
  try {
    const isChanged = git('status', '--porcelain', '--untracked-files=no') !== ''
    return `${git('rev-parse', '--short=12', 'HEAD')}${isChanged ? ' with changes' : ''}`
  } catch {
    return 'unknown'
  }
}

const machineName = (): string => {
  const [cpu] = cpus()
  const memoryGb = Math.round(totalmem() / 2 ** 30)
  return `${cpus().length} × ${cpu?.model.trim() ?? 'unknown'}, ${memoryGb} GB, ${osType()} ${release()} ${arch()}, Node ${process.versions.node}`
}

/**
 * Writes `bench/results.json`. Of a run of some benches the others' earlier results stay, as long as they are of
 * the same commit and machine.
 */
export async function writeResults(results: readonly BenchResult[]): Promise<void> {
  const commit = commitName()
  const machine = machineName()
  const earlier = await readFile(path, 'utf8').then(
    (text) => JSON.parse(text) as Results,
    () => null,
  )
  const names = new Set(results.map(({ name }) => name))
  const kept =
    earlier?.commit === commit && earlier.machine === machine
      ? earlier.benches.filter(({ name }) => !names.has(name))
      : []
  const benches = [...kept, ...results.map(roundedResult)]
  await writeFile(path, `${JSON.stringify({ commit, machine, benches }, null, 2)}\n`)
}

const roundedResult = (result: BenchResult): BenchResult =>
  Object.fromEntries(
    Object.entries(result).map(([key, value]) => [
      key,
      typeof value === 'number' ? rounded(value) : value,
    ]),
  ) as BenchResult
