import assert from 'node:assert/strict'
import { EventEmitter } from 'node:events'
import type { ServerResponse } from 'node:http'
import { test } from 'node:test'
import { EventStream } from './event-stream.ts'

/** A response whose client reads only when told to. */
class SlowResponse extends EventEmitter {
  written = ''
  destroyed = false
  writableEnded = false
  isFull = false
  write(text: string): boolean {
    this.written += text
    return !this.isFull
  }
  end(): void {
    this.writableEnded = true
  }
  destroy(): void {
    this.destroyed = true
  }
}

function startStream() {
  const response = new SlowResponse()
  const stream = new EventStream(response as unknown as ServerResponse, false)
  const hint = (messageId: string) =>
    stream.send({ kind: 'message', conversationId: 'c', messageId })
  return { response, stream, hint }
}

test('a client that reads slowly loses hints, and is told so when it has caught up', () => {
  const { response, hint } = startStream()
  response.isFull = true
  hint('first')
  hint('lost')
  response.isFull = false
  response.emit('drain')
  hint('after')
  assert.ok(!response.written.includes('lost'))
  assert.ok(response.written.indexOf('resync') > response.written.indexOf('first'))
  assert.ok(response.written.indexOf('after') > response.written.indexOf('resync'))
})

test('a client that has stopped reading is let go after two heartbeats', () => {
  const { response, stream, hint } = startStream()
  response.isFull = true
  hint('first')
  stream.heartbeat()
  assert.equal(response.destroyed, false)
  stream.heartbeat()
  assert.equal(response.destroyed, true)
})

test('nothing is written to a client that is gone', () => {
  const { response, stream, hint } = startStream()
  stream.end()
  const { written } = response
  hint('late')
  stream.heartbeat()
  assert.equal(response.written, written)
})
