/**
 * A stand-in for the Graph API under load, as a process of its own: answers every send after a fixed time and
 * keeps a ledger in memory. The simulator models all of Meta's rules and is far too slow for this. Commands
 * come over the IPC channel; see start-stand-in.ts.
 */
import { createServer, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'
import { httpFrames } from './http-frames.ts'
import type { StandInCommand, StandInReport, StandInSettings } from './start-stand-in.ts'

const callbackMark = '"biz_opaque_callback_data":"'

let settings: StandInSettings = { latencyMs: 50, capPerSecond: null }
let arrivals = new Map<string, number>()
let counts = { requests: 0, throttled: 0, repeated: 0, mostAtOnce: 0 }
let atOnce = 0
let firstAtMs = 0
let lastAnswerAtMs = 0
let tokens = 0
let filledAtMs = 0
let serial = 0

const epochMs = (): number => performance.timeOrigin + performance.now()

/** Meta's bucket as documented: as many tokens as the number may send in a second. */
function takeToken(nowMs: number): boolean {
  const { capPerSecond } = settings
  if (capPerSecond === null) return true
  tokens = Math.min(capPerSecond, tokens + ((nowMs - filledAtMs) * capPerSecond) / 1_000)
  filledAtMs = nowMs
  if (tokens < 1) return false
  tokens -= 1
  return true
}

function callbackIdOf(body: Buffer): string | null {
  const at = body.indexOf(callbackMark)
  if (at === -1) return null
  const start = at + callbackMark.length
  return body.toString('latin1', start, body.indexOf('"', start))
}

function answer(socket: Socket, status: string, json: string): void {
  atOnce -= 1
  lastAnswerAtMs = epochMs()
  if (socket.writable)
    socket.write(
      `HTTP/1.1 ${status}\r\ncontent-type: application/json\r\ncontent-length: ${json.length}\r\n\r\n${json}`,
    )
}

function take(socket: Socket, body: Buffer): void {
  const nowMs = epochMs()
  counts.requests += 1
  if (counts.requests === 1) firstAtMs = nowMs
  atOnce += 1
  counts.mostAtOnce = Math.max(counts.mostAtOnce, atOnce)
  if (!takeToken(nowMs)) {
    counts.throttled += 1
    const error = { message: '(#130429) Rate limit hit', type: 'OAuthException', code: 130429 }
    setTimeout(answer, settings.latencyMs, socket, '400 Bad Request', JSON.stringify({ error }))
    return
  }
  const id = callbackIdOf(body)
  if (id !== null) {
    if (arrivals.has(id)) counts.repeated += 1
    else arrivals.set(id, nowMs)
  }
  const sent = `{"messaging_product":"whatsapp","contacts":[],"messages":[{"id":"wamid.bench${++serial}"}]}`
  setTimeout(answer, settings.latencyMs, socket, '200 OK', sent)
}

const report = (): StandInReport => ({
  ...counts,
  distinct: arrivals.size,
  firstAtMs,
  lastAnswerAtMs,
})

function reset(to: StandInSettings): void {
  settings = to
  arrivals = new Map()
  counts = { requests: 0, throttled: 0, repeated: 0, mostAtOnce: 0 }
  tokens = to.capPerSecond ?? 0
  filledAtMs = epochMs()
}

const server = createServer((socket) => {
  socket.setNoDelay(true)
  socket.on('error', () => {})
  const frames = httpFrames()
  socket.on('data', (bytes: Buffer) => {
    for (const { body } of frames(bytes)) take(socket, body)
  })
})
server.listen(0, '127.0.0.1', 4_096, () => {
  process.send?.({ port: (server.address() as AddressInfo).port })
})
process.on('message', (command: StandInCommand) => {
  switch (command.kind) {
    case 'reset':
      reset(command.settings)
      process.send?.({ done: true })
      return
    case 'report':
      process.send?.({ report: report() })
      return
    case 'arrivals':
      process.send?.({ arrivals: command.ids.map((id) => arrivals.get(id) ?? null) })
  }
})
process.once('disconnect', () => process.exit(0))
