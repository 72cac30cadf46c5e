// Runs one of our programs on the Node that came with the packages: `node scripts/run.mjs server/main.ts --help`.
// Plain JavaScript, because an older Node must be able to read it: some versions of npm do not link the packaged
// Node into node_modules/.bin, and npm scripts then run on the machine's own.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const requiredMajor = 26
const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const [program, ...args] = process.argv.slice(2)
const path = join(root, program)

if (Number(process.versions.node.split('.')[0]) >= requiredMajor) {
  process.argv = [process.execPath, path, ...args]
  await import(pathToFileURL(path).href)
} else runOn(packagedNode())

function packagedNode() {
  const names = [
    `node-${process.platform}-${process.arch}`,
    `node-bin-${process.platform}-${process.arch}`,
  ]
  const binary = process.platform === 'win32' ? 'bin/node.exe' : 'bin/node'
  for (const name of names) {
    const candidate = join(root, 'node_modules', name, binary)
    if (existsSync(candidate)) return candidate
  }
  process.stderr.write(
    `Keepword needs Node ${requiredMajor}, this is ${process.versions.node}, and none came with the packages for ` +
      `${process.platform}-${process.arch}: run "npm ci" without --omit=optional, or install Node ${requiredMajor}.\n`,
  )
  process.exit(1)
}

function runOn(node) {
  const child = spawn(node, [path, ...args], {
    stdio: 'inherit',
    env: { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH}` },
  })
  // The terminal sends Ctrl-C to both of us; other senders mean the program, not its launcher.
  process.on('SIGINT', () => {})
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.once('exit', (code, signal) => process.exit(code ?? (signal === null ? 1 : 128)))
}
