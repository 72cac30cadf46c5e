export type HttpFrame = {
  /** Request or status line and headers, without the empty line. */
  head: string
  body: Buffer
}

const headEnd = Buffer.from('\r\n\r\n')
const contentLength = /\r\ncontent-length: *(\d+)/i

/**
 * Cuts a stream of HTTP/1.1 bytes into messages. Only bodies with a Content-Length, which is all that the bench
 * meets: a full parser would take the processor time that is to be measured.
 * @returns a function that takes bytes and gives the messages that are complete.
 * @throws Error on a chunked body.
 */
export function httpFrames(): (bytes: Buffer) => HttpFrame[] {
  let rest: Buffer = Buffer.alloc(0)
  return (bytes) => {
    let buffer = rest.length === 0 ? bytes : Buffer.concat([rest, bytes])
    const frames: HttpFrame[] = []
    for (;;) {
      const headLength = buffer.indexOf(headEnd)
      if (headLength === -1) break
      const head = buffer.toString('latin1', 0, headLength)
      const length = contentLength.exec(head)?.[1]
      if (length === undefined && /\r\ntransfer-encoding:/i.test(head))
        throw new Error('a chunked body, which the bench does not read')
      const bodyStart = headLength + headEnd.length
      const end = bodyStart + Number(length ?? 0)
      if (buffer.length < end) break
      frames.push({ head, body: buffer.subarray(bodyStart, end) })
      buffer = buffer.subarray(end)
    }
    rest = buffer
    return frames
  }
}
