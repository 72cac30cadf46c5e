/** `npm run check`: everything that can be judged without running the product. Prints each check and its time. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import '#server/platform/require-node.ts'

const root = join(import.meta.dirname, '..')

/** Cheap and frequent faults first; two at a time, one for each core the machines of CI have. */
const checks: { name: string; command: string; args: string[]; remedy: string }[] = [
  { name: 'format', command: 'oxfmt', args: ['--check', '.'], remedy: 'npm run format' },
  { name: 'lint', command: 'oxlint', args: ['--deny-warnings', '.'], remedy: 'mend what it names' },
  ...['server', 'shared', 'simulator', 'simulator/phone', 'web', 'testing', 'bench', 'scripts'].map(
    (folder) => ({
      name: `types ${folder}`,
      command: 'tsc',
      args: ['-p', `${folder}/tsconfig.json`],
      remedy: 'mend what it names',
    }),
  ),
  { name: 'dead code', command: 'knip', args: [], remedy: 'delete what nothing uses' },
  {
    name: 'tree, imports, docs',
    command: process.execPath,
    args: ['--test', '--test-reporter=dot', 'testing/checks/*.test.ts'],
    remedy: 'each test says the rule it keeps',
  },
]

type Result = { name: string; isGood: boolean; output: string; ms: number; remedy: string }

function runCheck(check: (typeof checks)[number]): Promise<Result> {
  const startedAt = performance.now()
  return new Promise((resolve) => {
    const child = spawn(check.command, check.args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.once('error', (error) => (output += error.message))
    child.once('close', (code) =>
      resolve({
        name: check.name,
        isGood: code === 0,
        output,
        ms: performance.now() - startedAt,
        remedy: check.remedy,
      }),
    )
  })
}

const queue = [...checks]
const results: Result[] = []
const work = async (): Promise<void> => {
  for (let check = queue.shift(); check; check = queue.shift()) {
    const result = await runCheck(check)
    results.push(result)
    const seconds = (result.ms / 1000).toFixed(1)
    console.log(`${result.isGood ? '✔' : '✖'} ${result.name} (${seconds} s)`)
    if (!result.isGood) console.log(`${result.output.trim()}\n  → ${result.remedy}`)
  }
}
await Promise.all([work(), work()])
const failed = results.filter((result) => !result.isGood)
console.log(`${results.length - failed.length} passed, ${failed.length} failed`)
process.exit(failed.length === 0 ? 0 : 1)
