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
 */
export async function startCuttableProxy(
  ports: readonly number[],
  random: SeededRandom,
): Promise<CuttableProxy> {
  const open = new Set<Socket>()
  let turn = 0

  const passOn = (client: Socket, triesLeft: number): void => {
    const port = ports[turn++ % ports.length] ?? 0
    const target = connect({ port, host: '127.0.0.1' })
    const onRefused = () => {
      if (triesLeft > 1 && !client.destroyed) passOn(client, triesLeft - 1)
      else client.destroy()
    }
    target.once('error', onRefused)
    target.once('connect', () => {
      target.off('error', onRefused)
      target.on('error', () => {})
      client.pipe(target).pipe(client)
      client.once('close', () => target.destroy())
      target.once('close', () => client.destroy())
    })
  }

  const server = createServer((client) => {
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
