import { RotateCcw } from 'lucide-react'
import { useState } from 'react'
import { sentenceOf } from '../simulator-api/request.ts'
import { moveClock, type ClockChange } from '../simulator-api/platform-api.ts'
import { dayName, spanOf, timeOfDay } from '../message/format-time.ts'
import { useStore } from '../state/create-store.ts'
import { simulatorStore } from '../state/simulator-store.ts'
import { useSimulatedNow } from '../state/use-simulated-now.ts'
import { IconButton } from '../ui/icon-button.tsx'

const hourMs = 3_600_000
const jumps = [1, 23, 25]

/** The clock of the simulated platform: what waits for a day can be tried in a minute. */
export function ClockControl() {
  const nowMs = useSimulatedNow(1000)
  const offsetMs = useStore(simulatorStore, (view) => view.clockOffsetMs)
  const isReady = useStore(simulatorStore, (view) => view.phase === 'ready')
  const [fault, setFault] = useState<string | null>(null)
  const move = (change: ClockChange) => {
    moveClock(change).then(
      () => setFault(null),
      (error: unknown) => setFault(sentenceOf(error)),
    )
  }
  return (
    <fieldset aria-label="Clock" className="rounded-2xl bg-raised p-3.5 xl:mt-auto">
      <div className="flex items-center gap-2">
        <div className="min-w-0 flex-1">
          <p className="text-xs text-muted">
            {offsetMs === 0 ? 'Simulated time' : `Simulated time, ${spanOf(offsetMs)} ahead`}
          </p>
          <p className="flex items-baseline gap-2 text-xl font-semibold tracking-tight tabular-nums">
            <bdi>{timeOfDay(nowMs)}</bdi>
            <span className="text-xs font-normal tracking-normal text-muted">
              {dayName(nowMs, nowMs - offsetMs) === 'Today' ? 'Today' : dateOf(nowMs)}
            </span>
          </p>
        </div>
        <IconButton
          icon={RotateCcw}
          label="Reset the clock"
          iconClassName="size-4"
          disabled={offsetMs === 0}
          className={offsetMs === 0 ? 'invisible' : ''}
          onClick={() => move({ reset: true })}
        />
      </div>
      <div className="mt-2.5 grid grid-cols-3 gap-1.5">
        {jumps.map((hours) => (
          <button
            key={hours}
            type="button"
            disabled={!isReady}
            aria-label={`+${hours} h, jump ahead`}
            onClick={() => move({ advanceMs: hours * hourMs })}
            className="h-9 rounded-xl bg-panel text-sm font-medium ring-1 ring-line transition-colors ring-inset hover:bg-accent-soft hover:text-accent disabled:opacity-50"
          >
            <bdi dir="ltr">+{hours} h</bdi>
          </button>
        ))}
      </div>
      {fault === null ? null : (
        <p role="alert" className="mt-2 text-xs text-danger">
          {fault}
        </p>
      )}
    </fieldset>
  )
}

const dayAndMonth = new Intl.DateTimeFormat(undefined, {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
})

function dateOf(timeMs: number): string {
  return dayAndMonth.format(timeMs)
}
