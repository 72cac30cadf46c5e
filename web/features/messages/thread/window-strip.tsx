import { clsx } from 'clsx'
import { Clock, LockKeyhole } from 'lucide-react'
import type { WindowCountdown } from '../time/window-countdown.ts'

const LOOK = {
  open: 'text-muted',
  closing: 'bg-warning-soft text-warning',
  shut: 'bg-sunken text-muted',
  never: 'bg-sunken text-muted',
}

/** Under the header: how long free-form messages may still be sent. */
export function WindowStrip({ countdown }: { countdown: WindowCountdown }) {
  const { tone, words } = countdown
  const isOpen = tone === 'open' || tone === 'closing'
  const Icon = isOpen ? Clock : LockKeyhole
  return (
    <p
      className={clsx(
        'tabular flex h-7 shrink-0 items-center justify-center gap-1.5 border-b border-line px-4 text-xs font-medium',
        LOOK[tone],
      )}
    >
      <Icon aria-hidden size={13} className={tone === 'open' ? 'text-success' : undefined} />
      {words}
    </p>
  )
}
