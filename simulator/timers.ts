export type Timers = {
  /** Runs `work` after `delayMs` of real time, unless the simulator closes first. */
  after(delayMs: number, work: () => void): void
  pendingCount(): number
  close(): void
}

/** The delayed steps of messages in one place, so that closing leaves nothing behind. */
export function createTimers(): Timers {
  const pending = new Set<NodeJS.Timeout>()
  return {
    after(delayMs, work) {
      const timer = setTimeout(() => {
        pending.delete(timer)
        work()
      }, delayMs)
      pending.add(timer)
    },
    pendingCount: () => pending.size,
    close() {
      for (const timer of pending) clearTimeout(timer)
      pending.clear()
    },
  }
}
