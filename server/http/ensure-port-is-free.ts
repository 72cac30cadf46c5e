import { createServer } from 'node:net'
import type { Config } from '../config/config.ts'
import { listenFault } from './listen-fault.ts'

/** Tries the port before anything else is started, so that a second copy ends at once and touches nothing. */
export async function ensurePortIsFree(config: Config): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const probe = createServer()
    probe.once('error', (error) => reject(listenFault(error, config)))
    probe.listen(config.port, config.host, () => probe.close(() => resolve()))
  })
}
