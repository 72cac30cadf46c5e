import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { glob, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { StartFault } from '../platform/start-fault.ts'

const root = resolve(import.meta.dirname, '../..')

/** What is built, from which sources. Each `dist` keeps the digest of the sources it was made from. */
const targets = [
  { dir: 'web', sources: ['web/**/*', 'shared/**/*.ts'] },
  { dir: 'simulator/phone', sources: ['simulator/phone/**/*'] },
]

/**
 * Builds the pages that are missing or older than their sources, side by side, each in a process of its
 * own so that the server's memory stays free of the bundler.
 */
export async function buildWeb(options: { isForced?: boolean } = {}): Promise<void> {
  await Promise.all(
    targets.map(async (target) => {
      const digest = await digestOf(target.sources)
      const stamp = join(root, target.dir, 'dist', '.sources')
      const built = await readFile(stamp, 'utf8').catch(() => '')
      if (built === digest && !options.isForced) return
      await viteBuild(target.dir)
      await writeFile(stamp, digest)
    }),
  )
}

async function digestOf(patterns: string[]): Promise<string> {
  const paths: string[] = []
  for await (const entry of glob([...patterns, 'package-lock.json'], {
    cwd: root,
    withFileTypes: true,
  })) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isFile() && !path.includes('/dist/')) paths.push(path)
  }
  const hash = createHash('sha256')
  for (const path of paths.sort()) hash.update(path.slice(root.length)).update(await readFile(path))
  return hash.digest('hex')
}

function viteBuild(dir: string): Promise<void> {
  let vite: string
  try {
    vite = join(fileURLToPath(new URL('../..', import.meta.resolve('vite'))), 'bin/vite.js')
  } catch {
    throw new StartFault(
      `The pages in ${dir} are not built, and Vite is not installed: run "npm run build" before "npm prune --omit=dev".`,
    )
  }
  return new Promise((resolveBuild, rejectBuild) => {
    const config = join(root, dir, 'vite.config.ts')
    const child = spawn(
      process.execPath,
      [vite, 'build', join(root, dir), '--config', config, '--logLevel', 'warn'],
      {
        cwd: root,
        stdio: ['ignore', 'ignore', 'pipe'],
        env: { ...process.env, NODE_ENV: 'production' },
      },
    )
    let complaint = ''
    child.stderr.on('data', (chunk: Buffer) => {
      complaint += chunk.toString()
    })
    child.once('error', rejectBuild)
    child.once('exit', (code) => {
      if (code === 0) resolveBuild()
      else if (/\b(EACCES|EROFS|EPERM)\b/.test(complaint))
        rejectBuild(
          new StartFault(
            `The pages in ${dir} are not built, and this user may not write there: run "npm run build" once as the owner of the folder.`,
          ),
        )
      else rejectBuild(new Error(`building ${dir} failed: ${complaint.trim()}`))
    })
  })
}
