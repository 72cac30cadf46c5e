import { ArrowDown } from 'lucide-react'
import { CountBadge } from '#web/ui/badge.tsx'

/** Floats over the thread while the reader is further up. */
export function JumpToNewest({ newCount, onJump }: { newCount: number; onJump: () => void }) {
  return (
    <button
      type="button"
      aria-label={newCount > 0 ? `Jump to newest: ${newCount} new` : 'Jump to newest'}
      onClick={onJump}
      className="absolute end-5 bottom-4 z-3 flex size-10 items-center justify-center rounded-full border border-line bg-raised text-muted shadow-overlay transition-colors hover:text-ink touch:size-11"
    >
      <ArrowDown size={18} />
      <CountBadge
        count={newCount}
        label={`${newCount} new messages`}
        className="absolute -top-1.5 -end-1"
      />
    </button>
  )
}
