/**
 * `npm run dev`: the server restarts on changes, the pages reload in place. The server listens on PORT
 * (3000), the web app is at PORT + 1 and the phone at PORT + 2, both with hot reload.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import '#server/platform/require-node.ts'

const root = join(import.meta.dirname, '..')
const port = Number(process.env['PORT'] ?? 3000)
const simulatorPort = process.env['SIMULATOR_PORT'] ?? String(port + 3)
const vite = join(root, 'node_modules/.bin/vite')

const children: ChildProcess[] = [
  start(
    process.execPath,
    [
      '--watch-path=server',
      '--watch-path=shared',
      'server/main.ts',
      '--services=api,intake,sender,delivery,jobs',
    ],
    {
      PORT: String(port),
      SIMULATOR_PORT: simulatorPort,
      PUBLIC_URL: `http://localhost:${port + 1}`,
    },
  ),
  page('web', port + 1),
  page('simulator/phone', port + 2),
]

function page(dir: string, pagePort: number): ChildProcess {
  const args = [
    dir,
    '--config',
    `${dir}/vite.config.ts`,
    '--port',
    String(pagePort),
    '--strictPort',
  ]
  return start(vite, args, { API_PORT: String(port), SIMULATOR_PORT: simulatorPort })
}

function start(command: string, args: string[], environment: NodeJS.ProcessEnv): ChildProcess {
  return spawn(command, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...environment },
  })
}

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    for (const child of children) child.kill('SIGTERM')
  })
await Promise.all(children.map((child) => new Promise((resolve) => child.once('exit', resolve))))
