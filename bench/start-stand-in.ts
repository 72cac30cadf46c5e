import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

export type StandInSettings = {
  latencyMs: number
  /** Beyond it requests are refused with 130429; null: never. */
  capPerSecond: number | null
}

export type StandInReport = {
  requests: number
  throttled: number
  /** Accepted requests that carried a message id seen before. */
  repeated: number
  distinct: number
  mostAtOnce: number
  firstAtMs: number
  lastAnswerAtMs: number
}

export type StandInCommand =
  | { kind: 'reset'; settings: StandInSettings }
  | { kind: 'report' }
  | { kind: 'arrivals'; ids: string[] }

type StandInAnswer = {
  port?: number
  report?: StandInReport
  arrivals?: (number | null)[]
}

export type StandIn = {
  url: string
  /** Forgets everything that came so far. */
  reset(settings: StandInSettings): Promise<void>
  report(): Promise<StandInReport>
  /** When the messages with these callback ids arrived, in milliseconds of the epoch; null: not yet. */
  arrivalsOf(ids: string[]): Promise<(number | null)[]>
} & AsyncDisposable

export async function startStandIn(): Promise<StandIn> {
  const child = fork(join(import.meta.dirname, 'graph-stand-in.ts'))
  const nextAnswer = async (): Promise<StandInAnswer> => {
    const [answer] = (await once(child, 'message')) as [StandInAnswer]
    return answer
  }
  const { port } = await nextAnswer()
  const ask = (command: StandInCommand): Promise<StandInAnswer> => {
    const answer = nextAnswer()
    child.send(command)
    return answer
  }
  return {
    url: `http://127.0.0.1:${port}`,
    reset: async (settings) => {
      await ask({ kind: 'reset', settings })
    },
    report: async () => {
      const { report } = await ask({ kind: 'report' })
      if (!report) throw new Error('the stand-in gave no report')
      return report
    },
    arrivalsOf: async (ids) => (await ask({ kind: 'arrivals', ids })).arrivals ?? [],
    [Symbol.asyncDispose]: async () => {
      const ended = once(child, 'exit')
      child.disconnect()
      await ended
    },
  }
}
