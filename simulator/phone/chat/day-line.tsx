import { dayName } from '../message/format-time.ts'
import { useSimulatedNow } from '../state/use-simulated-now.ts'

export function DayLine({ timeMs }: { timeMs: number }) {
  const nowMs = useSimulatedNow(60_000)
  return (
    <p className="my-3 flex justify-center">
      <span className="rounded-full bg-chip px-3 py-1 text-xs font-medium text-muted shadow-bubble">
        {dayName(timeMs, nowMs)}
      </span>
    </p>
  )
}
