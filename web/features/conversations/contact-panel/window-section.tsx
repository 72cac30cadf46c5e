import { clsx } from 'clsx'
import { Hourglass, Lock, MessageCircleMore } from 'lucide-react'
import type { Window } from '#shared/contracts/conversation.ts'
import { useServerNowMs } from '#web/api/clock.ts'
import { fullTime } from '../row-time.ts'
import { spanLabel, windowMeter, type WindowMeter } from '../window-meter.ts'

const bars = { good: 'bg-meter-good', warn: 'bg-meter-warn', bad: 'bg-meter-bad', off: '' }
const inks = { good: 'text-success', warn: 'text-warning', bad: 'text-danger', off: 'text-muted' }

/** The customer service window: what is left of it, and what that means. */
export function WindowSection({ window }: { window: Window }) {
  const nowMs = useServerNowMs()
  const meter = windowMeter(window, nowMs)
  const { title, meaning } = windowWords(window, meter, nowMs)
  const Icon = meter.tone === 'off' ? Lock : meter.tone === 'good' ? MessageCircleMore : Hourglass
  return (
    <div className="px-5 pb-5">
      <div className="rounded-lg border border-line bg-canvas p-3.5">
        <p className={clsx('flex items-center gap-2 text-base font-semibold', inks[meter.tone])}>
          <Icon size={16} aria-hidden />
          <bdi className="tabular">{title}</bdi>
        </p>
        {meter.tone !== 'off' && (
          <div aria-hidden className="mt-2.5 h-1 overflow-hidden rounded-full bg-line">
            <div
              style={{ inlineSize: `${String(Math.max(2, meter.fraction * 100))}%` }}
              className={clsx('h-full rounded-full', bars[meter.tone])}
            />
          </div>
        )}
        <p className="mt-2 text-sm text-pretty text-muted">{meaning}</p>
      </div>
    </div>
  )
}

function windowWords(window: Window, meter: WindowMeter, nowMs: number) {
  if (window.state === 'never') {
    return {
      title: 'They have not written yet',
      meaning:
        'WhatsApp lets a business start with an approved template only. Their first message opens 24 hours of free-form answers.',
    }
  }
  if (meter.tone === 'off') {
    const closedAt = window.closedAt ?? window.closesAt
    const agoMs = closedAt === null ? null : nowMs - Date.parse(closedAt)
    return {
      title: agoMs === null ? 'Window shut' : `Window shut for ${spanLabel(agoMs)}`,
      meaning:
        'More than 24 hours have passed since their last message. WhatsApp now allows approved templates only, until they write again.',
    }
  }
  const closesAt = window.closesAt === null ? '' : fullTime(window.closesAt)
  return {
    title: `${spanLabel(meter.leftMs)} left`,
    meaning: `You may write anything until ${closesAt}. Each message of theirs starts 24 hours anew.`,
  }
}
