import { useEffect, useState } from 'react'
import type { Window } from '#shared/contracts/conversation.ts'
import { serverNowMs, useServerNowMs } from '#web/api/clock.ts'
import { windowCountdown, type WindowCountdown } from './window-countdown.ts'

/** The countdown, renewed whenever its words change: each second in the last minute, so that it shuts on time. */
export function useWindowCountdown(window: Window): WindowCountdown {
  // Also follows jumps of the server's clock.
  useServerNowMs()
  const [, setBeat] = useState(0)
  const countdown = windowCountdown(window, new Date(serverNowMs()))
  const { changesInMs } = countdown
  // Armed anew by every render: two moments in a row may be equally far from their change.
  useEffect(() => {
    if (changesInMs === null) return
    const timer = setTimeout(() => setBeat((beat) => beat + 1), changesInMs + 20)
    return () => clearTimeout(timer)
  })
  return countdown
}
