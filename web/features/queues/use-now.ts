import { useEffect, useState } from 'react'
import { serverNowMs } from '#web/api/clock.ts'

/** The server's time, renewed each second: ages on this page count in seconds. */
export function useNowMs(): number {
  const [nowMs, setNowMs] = useState(serverNowMs)
  useEffect(() => {
    const timer = setInterval(() => setNowMs(serverNowMs()), 1_000)
    return () => clearInterval(timer)
  }, [])
  return nowMs
}
