/**
 * Receivers of forwarded webhooks, as a process of their own: one port that takes everything at once and notes how
 * long each event was under way, and one that takes connections and never answers. See start-receiver.ts.
 */
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { httpFrames } from './http-frames.ts'
import { percentile } from './median.ts'
import { sentAtMark } from './request-maker.ts'
import type { ReceiverReport } from './start-receiver.ts'

const sentAt = new RegExp(`${sentAtMark}([0-9.]+)`)
const taken = 'HTTP/1.1 204 No Content\r\ncontent-length: 0\r\n\r\n'

let latenciesMs: number[] = []

const epochMs = (): number => performance.timeOrigin + performance.now()

const good = createServer((socket) => {
  const frames = httpFrames()
  socket.on('error', () => {})
  socket.on('data', (bytes: Buffer) => {
    for (const { body } of frames(bytes)) {
      const sentAtMs = sentAt.exec(body.toString('utf8'))?.[1]
      if (sentAtMs !== undefined) latenciesMs.push(epochMs() - Number(sentAtMs))
      socket.write(taken)
    }
  })
})
const dead = createServer((socket: Socket) => {
  socket.on('error', () => {})
  socket.resume()
})

const listen = (server: Server): Promise<number> =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', 1_024, () => resolve((server.address() as AddressInfo).port))
  })

process.on('message', () => {
  const report: ReceiverReport = {
    count: latenciesMs.length,
    p50Ms: percentile(latenciesMs, 0.5),
    p99Ms: percentile(latenciesMs, 0.99),
  }
  latenciesMs = []
  process.send?.({ report })
})
process.once('disconnect', () => process.exit(0))
process.send?.({ ports: { good: await listen(good), dead: await listen(dead) } })
