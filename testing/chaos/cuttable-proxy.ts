import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import type { SeededRandom } from './seeded-random.ts'

export type CuttableProxy = {
  url: string
  /** Breaks a part of the open connections, as a network does: without a word, in the middle of anything. */
  cut(part: number): number
} & AsyncDisposable

/**
 * Passes TCP connections on to one of several ports, each in turn; a port where nobody listens is passed over.
 * Stands for the network and the balancer in front of a deployment.
 * @param options.delayMs  how long bytes are on their way, in either direction.
 */
export async function startCuttableProxy(options: {
  ports: readonly number[]
  random: SeededRandom
  delayMs: number
}): Promise<CuttableProxy> {
  const { ports, random, delayMs } = options
  const open = new Set<Socket>()
  let turn = 0

  const passOn = (client: Socket, triesLeft: number): void => {
    const port = ports[turn++ % ports.length] ?? 0
    const target = connect({ port, host: '127.0.0.1', noDelay: true })
    const onRefused = () => {
      if (triesLeft > 1 && !client.destroyed) passOn(client, triesLeft - 1)
      else client.destroy()
    }
    target.once('error', onRefused)
    target.once('connect', () => {
      target.off('error', onRefused)
      target.on('error', () => {})
      carry(client, target, delayMs)
      carry(target, client, delayMs)
    })
  }

  const server = createServer({ noDelay: true }, (client) => {
    open.add(client)
    client.once('close', () => open.delete(client))
    client.on('error', () => {})
    passOn(client, ports.length)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    cut: (part) => {
      const chosen = [...open].filter(() => random.next() < part)
      for (const client of chosen) client.resetAndDestroy()
      return chosen.length
    },
    [Symbol.asyncDispose]: async () => {
      for (const client of open) client.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

/** Bytes and the end of one direction, late but in order: timers of the same length fire in turn. */
function carry(from: Socket, to: Socket, delayMs: number): void {
  from.on('data', (bytes) => void setTimeout(() => to.write(bytes), delayMs))
  from.once('close', () => void setTimeout(() => to.destroy(), delayMs))
}
