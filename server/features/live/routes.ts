import type { OutgoingHttpHeaders } from 'node:http'
import { callerOf, type HttpApp } from '../../http/http-app.ts'
import type { Runtime } from '../../runtime/runtime.ts'
import { isStillWelcome } from './caller-store-across-tenants.ts'
import { EventStream } from './event-stream.ts'

const access = 'conversations.read'
const defaultHeartbeatMs = 15_000

/**
 * `GET /v1/events`: hints of the caller's tenant as server-sent events. They carry ids, no contents; whoever
 * listens fetches what it shows with its own permissions.
 */
export function liveRoutes(
  app: HttpApp,
  runtime: Runtime,
  { heartbeatMs = defaultHeartbeatMs }: { heartbeatMs?: number } = {},
): void {
  const streams = new Set<EventStream>()
  const openStreams = runtime.metrics.gauge({
    name: 'keepword_event_streams',
    help: 'Open streams of live events: browser tabs and programs that listen.',
  })
  // An open stream is never done: without this, closing the server would wait for every browser.
  app.addHook('preClose', async () => {
    for (const stream of streams) stream.end()
  })

  app.get('/v1/events', { config: { access, isStream: true } }, (request, reply) => {
    const caller = callerOf(request)
    reply.hijack()
    const response = reply.raw
    if (response.destroyed) return
    response.writeHead(200, {
      ...(reply.getHeaders() as OutgoingHttpHeaders),
      'content-type': 'text/event-stream; charset=utf-8',
      // no-transform: a proxy that compresses would hold events back.
      'cache-control': 'no-store, no-transform',
      // nginx buffers answers unless told not to.
      'x-accel-buffering': 'no',
      'x-request-id': request.id,
    })
    const stream = new EventStream(response, request.headers['last-event-id'] !== undefined)
    streams.add(stream)
    openStreams.set(streams.size)
    const unsubscribe = runtime.hints.subscribe(caller.tenantId, (hint) => stream.send(hint))
    const beat = async (): Promise<void> => {
      try {
        // Sessions and keys end in real time, not on the clock that the simulator moves.
        if (await isStillWelcome(runtime.database, caller, access, new Date())) stream.heartbeat()
        else stream.end()
      } catch (error) {
        // The database may be away for a moment; the next beat asks again.
        runtime.log.warn({ err: error, requestId: request.id }, 'event stream: caller not checked')
        stream.heartbeat()
      }
    }
    const heartbeats = setInterval(() => void beat(), heartbeatMs)
    response.once('close', () => {
      clearInterval(heartbeats)
      unsubscribe()
      streams.delete(stream)
      openStreams.set(streams.size)
    })
  })
}
