import { fork } from 'node:child_process'
import { join } from 'node:path'

export type BareLoopPlan = { url: string; count: number; connections: number }

export function runBareLoop(plan: BareLoopPlan): Promise<void> {
  const child = fork(join(import.meta.dirname, 'bare-loop.ts'))
  child.send(plan)
  return new Promise((resolve, reject) => {
    child.once('message', () => resolve())
    child.once('exit', (code) => reject(new Error(`the bare loop ended with ${code}`)))
  })
}
