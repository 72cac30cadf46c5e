/**
 * Load as a process of its own, so that it does not share an event loop with anything that is measured. Is
 * sent a LoadPlan and answers with a LoadResult. Loopback only.
 */
import { connect } from 'node:net'
import { httpFrames } from './http-frames.ts'
import type { LoadPlan, LoadResult } from './load-plan.ts'
import { percentile } from './median.ts'
import { requestMaker } from './request-maker.ts'

const paceTickMs = 2
/** Prepared before the clock starts, so that making and signing costs the fastest loads nothing. */
const mostPrepared = 20_000

type Pending = { startedAtMs: number }

async function run(plan: LoadPlan): Promise<LoadResult> {
  const make = requestMaker(plan.requests)
  const prepared: Buffer[] = []
  // At a steady rate each is made when it is due, with the time of that moment in it.
  const wanted = plan.perSecond === null ? mostPrepared : 0
  while (prepared.length < wanted) prepared.push(make())
  prepared.reverse()

  const latenciesMs: number[] = []
  const statuses: Record<string, number> = {}
  const startMs = performance.now()
  const measureFromMs = startMs + plan.warmUpMs
  const endMs = measureFromMs + plan.durationMs
  const idle: ((startedAtMs: number) => void)[] = []
  const overdue: number[] = []

  const note = (status: string, startedAtMs: number): void => {
    const nowMs = performance.now()
    if (startedAtMs < measureFromMs || nowMs > endMs) return
    statuses[status] = (statuses[status] ?? 0) + 1
    latenciesMs.push(nowMs - startedAtMs)
  }

  const connection = (): Promise<void> =>
    new Promise((resolve) => {
      const socket = connect({ port: plan.port, host: '127.0.0.1', noDelay: true })
      const frames = httpFrames()
      let pending: Pending | null = null
      const ask = (startedAtMs: number): void => {
        pending = { startedAtMs }
        socket.write(prepared.pop() ?? make())
      }
      const next = (): void => {
        const nowMs = performance.now()
        if (nowMs >= endMs) return void socket.end()
        if (plan.perSecond === null) return ask(nowMs)
        const due = overdue.shift()
        if (due === undefined) idle.push(ask)
        else ask(due)
      }
      socket.once('connect', next)
      socket.on('data', (bytes: Buffer) => {
        for (const { head } of frames(bytes)) {
          if (pending) note(head.slice(9, 12), pending.startedAtMs)
          pending = null
          next()
        }
      })
      socket.once('error', () => {
        statuses['0'] = (statuses['0'] ?? 0) + 1
      })
      socket.once('close', () => resolve())
    })

  const pacer = plan.perSecond === null ? null : startPacer(plan.perSecond)
  function startPacer(perSecond: number): NodeJS.Timeout {
    let issued = 0
    return setInterval(() => {
      const nowMs = performance.now()
      const due = Math.floor(((Math.min(nowMs, endMs) - startMs) * perSecond) / 1_000)
      for (; issued < due; issued++) {
        // Counted from when it was due: a server that stalls is not asked less for it.
        const dueAtMs = startMs + (issued * 1_000) / perSecond
        const ask = idle.shift()
        if (ask) ask(dueAtMs)
        else overdue.push(dueAtMs)
      }
    }, paceTickMs)
  }

  const connections = Array.from({ length: plan.connections }, connection)
  const timeUp = new Promise<void>((resolve) => {
    setTimeout(resolve, plan.warmUpMs + plan.durationMs + 5_000)
  })
  await Promise.race([Promise.all(connections), timeUp])
  if (pacer) clearInterval(pacer)
  return {
    count: latenciesMs.length,
    perSecond: latenciesMs.length / (plan.durationMs / 1_000),
    p50Ms: percentile(latenciesMs, 0.5),
    p95Ms: percentile(latenciesMs, 0.95),
    p99Ms: percentile(latenciesMs, 0.99),
    statuses,
  }
}

process.once('message', (plan: LoadPlan) => {
  void run(plan).then((result) => {
    process.send?.(result, () => process.exit(0))
  })
})
