import { parseArgs } from 'node:util'
import { startSimulator } from './start-simulator.ts'
import { StoreUnavailable } from './store/open-store.ts'

const usage = `Usage: node simulator/main.ts [options]

  --port <number>        port to listen on, 0 for a free one (4000)
  --host <address>       address to listen on (127.0.0.1)
  --data-dir <folder>    where state is kept (./data/simulator)
  --public-url <url>     origin of media links, when others reach it under another address
  --log-level <level>    trace, debug, info, warn, error, fatal or silent (warn)
  --exit-with-parent     end when the program that started it ends
  --help                 show this text
`

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const

function readOptions() {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '4000' },
      host: { type: 'string', default: '127.0.0.1' },
      'data-dir': { type: 'string', default: './data/simulator' },
      'public-url': { type: 'string' },
      'log-level': { type: 'string', default: 'warn' },
      'exit-with-parent': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  const port = Number(values.port)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new RangeError(`--port must be 0 to 65535, got ${values.port}.`)
  }
  const logLevel = logLevels.find((level) => level === values['log-level'])
  if (logLevel === undefined) {
    throw new RangeError(`--log-level must be one of ${logLevels.join(', ')}.`)
  }
  return { ...values, port, logLevel }
}

function sentenceFor(error: unknown, host: string, port: number): string {
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'EADDRINUSE') {
    return `Port ${port} on ${host} is in use; stop the program that has it or choose another with --port.`
  }
  if (code === 'EACCES') return `Port ${port} on ${host} may not be opened by this user.`
  if (code === 'EADDRNOTAVAIL') return `This machine has no address ${host}; see --host.`
  return error instanceof StoreUnavailable || code?.startsWith('ERR_PARSE_ARGS') === true
    ? message
    : `The simulator could not start: ${message}`
}

async function main(): Promise<void> {
  let host = ''
  let port = 0
  try {
    const options = readOptions()
    if (options.help) {
      process.stdout.write(usage)
      return
    }
    ;({ host, port } = options)
    const simulator = await startSimulator({
      port,
      host,
      dataDir: options['data-dir'],
      logLevel: options.logLevel,
      ...(options['public-url'] === undefined ? {} : { publicUrl: options['public-url'] }),
    })
    const stop = () => {
      simulator.close().then(
        () => process.exit(0),
        () => process.exit(1),
      )
    }
    process.once('SIGTERM', stop)
    process.once('SIGINT', stop)
    if (options['exit-with-parent']) followParent(stop)
    process.stdout.write(`${JSON.stringify({ ready: true, url: simulator.url })}\n`)
  } catch (error) {
    process.stderr.write(`${sentenceFor(error, host, port)}\n`)
    process.exitCode = 1
  }
}

/** A killed parent sends no signal: its end shows as a closed IPC channel or a closed stdin. */
function followParent(stop: () => void): void {
  if (process.connected) {
    process.once('disconnect', stop)
    return
  }
  process.stdin.once('end', stop)
  process.stdin.once('error', stop)
  process.stdin.resume()
}

await main()
