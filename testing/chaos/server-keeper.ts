import { setTimeout as delay } from 'node:timers/promises'
import type { Deployment, ServerProcess } from '../deployment.ts'

/** How long a process that ended stays away: a service manager does not restart in no time either. */
const restartAfterMs = 300

export type ServerKeeper = {
  port: number
  /** The process that runs now; null while it is away or coming up. */
  current(): ServerProcess | null
  /** Times that a process ended although nobody killed or stopped it. */
  endedByItself(): number
  /** Resolves once a process is up. @throws when it does not come up in time. */
  ready(withinMs: number): Promise<void>
  close(): Promise<void>
}

/** Keeps one server process running on one port: whenever it ends, it is started again, as systemd would. */
export function keepServer(deployment: Deployment, port: number, services: string): ServerKeeper {
  let current: ServerProcess | null = null
  const closing = new AbortController()
  let lastFailure: unknown = null
  let endings = 0

  const keep = async (): Promise<void> => {
    while (!closing.signal.aborted) {
      try {
        current = await deployment.startServer({ services, port })
        if ((await current.ended) !== 'signal') endings += 1
      } catch (error) {
        // The database may be away; the next try tells.
        lastFailure = error
      }
      current = null
      if (!closing.signal.aborted) await delay(restartAfterMs)
    }
  }
  const keeping = keep()
  return {
    port,
    current: () => current,
    endedByItself: () => endings,
    ready: async (withinMs) => {
      const deadline = performance.now() + withinMs
      const isUp = () => current !== null
      while (!isUp()) {
        if (performance.now() > deadline)
          throw new Error('a server process did not come up', { cause: lastFailure })
        await delay(50)
      }
    },
    close: async () => {
      closing.abort()
      await current?.stop()
      await keeping
    },
  }
}
