/**
 * Runs `work` at once, then rests; calls during the rest cause one more run after it.
 * `stop` forgets what waits.
 */
export function paced(work: () => void, restMs: number): { run: () => void; stop: () => void } {
  let rest: ReturnType<typeof setTimeout> | null = null
  let isDue = false

  const run = () => {
    if (rest !== null) {
      isDue = true
      return
    }
    isDue = false
    rest = setTimeout(() => {
      rest = null
      if (isDue) run()
    }, restMs)
    work()
  }
  const stop = () => {
    if (rest !== null) clearTimeout(rest)
    rest = null
    isDue = false
  }
  return { run, stop }
}
