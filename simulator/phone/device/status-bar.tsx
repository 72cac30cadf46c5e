import { PlaneTakeoff, Signal, Wifi, WifiOff } from 'lucide-react'
import { timeOfDay } from '../message/format-time.ts'
import { useSimulatedNow } from '../state/use-simulated-now.ts'

/** The strip at the top of the phone: simulated time and whether the phone is reachable. */
export function StatusBar({ isOnline }: { isOnline: boolean }) {
  const nowMs = useSimulatedNow(1000)
  return (
    <div className="relative z-20 flex h-11 shrink-0 items-center justify-between bg-bar ps-8 pe-7 text-[0.94rem] font-semibold narrow:h-8 narrow:px-5 narrow:text-sm">
      <time
        dateTime={new Date(nowMs).toISOString()}
        aria-label="Time on the phone"
        className="tabular-nums"
      >
        {timeOfDay(nowMs)}
      </time>
      <span
        aria-hidden
        className="absolute start-1/2 top-3 h-5.5 w-21 -translate-x-1/2 rounded-full bg-black narrow:hidden rtl:translate-x-1/2"
      />
      <span className="flex items-center gap-1.5">
        <span className="sr-only">{isOnline ? 'Online' : 'Offline'}</span>
        {isOnline ? (
          <>
            <Signal aria-hidden className="size-4" strokeWidth={2.6} />
            <Wifi aria-hidden className="size-4" strokeWidth={2.6} />
          </>
        ) : (
          <>
            <PlaneTakeoff aria-hidden className="size-4" strokeWidth={2.2} />
            <WifiOff aria-hidden className="size-4" strokeWidth={2.4} />
          </>
        )}
        <Battery />
      </span>
    </div>
  )
}

function Battery() {
  return (
    <svg aria-hidden viewBox="0 0 27 13" className="h-3 w-6.5">
      <rect
        x="0.5"
        y="0.5"
        width="22"
        height="12"
        rx="3.6"
        fill="none"
        stroke="currentColor"
        opacity="0.4"
      />
      <rect x="2" y="2" width="16" height="9" rx="2.3" fill="currentColor" />
      <path d="M24 4.4v4.2a2.3 2.3 0 0 0 0-4.2z" fill="currentColor" opacity="0.45" />
    </svg>
  )
}
