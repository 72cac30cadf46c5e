import { useEffect, useState } from 'react'
import { simulatedNowMs, simulatorStore } from './simulator-store.ts'

/** The simulated time, refreshed every `everyMs` and at once when the clock is moved. */
export function useSimulatedNow(everyMs: number): number {
  const [nowMs, setNowMs] = useState(simulatedNowMs)
  useEffect(() => {
    const refresh = () => setNowMs(simulatedNowMs())
    const timer = setInterval(refresh, everyMs)
    const unsubscribe = simulatorStore.subscribe(refresh)
    refresh()
    return () => {
      clearInterval(timer)
      unsubscribe()
    }
  }, [everyMs])
  return nowMs
}
