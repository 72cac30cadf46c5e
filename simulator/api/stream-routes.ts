import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import type { World } from '#simulator/world.ts'
import { apiRoute, type ApiRoute } from './api-route.ts'

const heartbeatMs = 15_000

export const streamRoutes = (world: World): ApiRoute[] => [
  apiRoute({
    method: 'GET',
    path: '/events',
    summary: 'Server-sent events: message, status, typing, reaction, chat, clock, person.',
    query: z.object({ personId: z.string().optional() }),
    handle: ({ query, reply }) => {
      const stream = openStream(reply)
      const stop = world.events.subscribe(({ event, ...data }) => {
        const isForOther =
          query.personId !== undefined && 'personId' in data && data.personId !== query.personId
        if (!isForOther) stream.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
      })
      stream.onEnd(stop)
      return reply
    },
  }),
  apiRoute({
    method: 'GET',
    path: '/clock/stream',
    summary: 'Server-sent events: the offset at once and on every jump of the clock.',
    handle: ({ reply }) => {
      const stream = openStream(reply)
      const write = (offsetMs: number) => stream.write(`data: ${JSON.stringify({ offsetMs })}\n\n`)
      stream.onEnd(world.clock.onJump(write))
      write(world.clock.offsetMs())
      return reply
    },
  }),
]

function openStream(reply: FastifyReply) {
  reply.hijack()
  const { raw } = reply
  raw.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    connection: 'keep-alive',
  })
  // The comment makes proxies and browsers report the stream as open at once.
  raw.write(': open\n\n')
  raw.socket?.setNoDelay(true)
  const heartbeat = setInterval(() => raw.write(': alive\n\n'), heartbeatMs)
  raw.on('close', () => clearInterval(heartbeat))
  return {
    write: (text: string) => void raw.write(text),
    onEnd: (listener: () => void) => void raw.on('close', listener),
  }
}
