import type { ServerResponse } from 'node:http'
import type { LiveHint } from '#shared/contracts/live-event.ts'

/** How long a browser waits before it connects again. */
const retryMs = 2_000

/**
 * One client of the event stream.
 *
 * - flowing: hints are written as they come.
 * - clogged: the client does not read as fast as we write. Hints are dropped, not piled up in memory; when the
 *   client has caught up it gets `resync` and flows again. One that has not caught up by the second heartbeat is
 *   let go: it connects again and starts afresh.
 */
export class EventStream {
  readonly #response: ServerResponse
  #isClogged = false
  #cloggedHeartbeats = 0

  /** @param isReturning  the client had a stream before: what it missed in between is unknown. */
  constructor(response: ServerResponse, isReturning: boolean) {
    this.#response = response
    response.on('drain', () => {
      this.#isClogged = false
      this.#cloggedHeartbeats = 0
      this.#write('event: resync\ndata:\n\n')
    })
    // The id makes browsers name it when they come back (Last-Event-ID): that is how a return is told.
    this.#write(`retry: ${retryMs}\nid: 1\n\n`)
    if (isReturning) this.send('resync')
  }

  send(hint: LiveHint | 'resync'): void {
    if (this.#isClogged) return
    this.#write(
      hint === 'resync'
        ? 'event: resync\ndata:\n\n'
        : `event: hint\ndata: ${JSON.stringify(hint)}\n\n`,
    )
  }

  /** A comment that keeps proxies from closing a quiet connection, and finds dead ones. */
  heartbeat(): void {
    if (!this.#isClogged) this.#write(':\n\n')
    else if (++this.#cloggedHeartbeats >= 2) this.#response.destroy()
  }

  end(): void {
    this.#response.end()
  }

  #write(text: string): void {
    if (this.#response.destroyed || this.#response.writableEnded) return
    if (!this.#response.write(text)) this.#isClogged = true
  }
}
