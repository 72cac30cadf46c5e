import assert from 'node:assert/strict'
import { test } from 'node:test'
import { httpFrames } from './http-frames.ts'

const stream = Buffer.from(
  'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhelloHTTP/1.1 204 No Content\r\ndate: now\r\n\r\nHTTP/1.1 202 Accepted\r\ncontent-length: 2\r\n\r\nok',
)

test('messages are found wherever the bytes are cut', () => {
  for (let size = 1; size <= stream.length; size++) {
    const take = httpFrames()
    const found: string[] = []
    for (let at = 0; at < stream.length; at += size)
      for (const { head, body } of take(stream.subarray(at, at + size)))
        found.push(`${head.slice(9, 12)} ${body.toString()}`)
    assert.deepEqual(found, ['200 hello', '204 ', '202 ok'])
  }
})

test('a chunked body is refused instead of misread', () => {
  const take = httpFrames()
  const chunked = 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n'
  assert.throws(() => take(Buffer.from(chunked)), /chunked/)
})
