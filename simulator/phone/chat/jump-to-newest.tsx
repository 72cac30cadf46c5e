import { ChevronDown } from 'lucide-react'

export function JumpToNewest({ count, onJump }: { count: number; onJump: () => void }) {
  return (
    <button
      type="button"
      aria-label={count === 0 ? 'Newest messages' : `Newest messages, ${count} new`}
      onClick={onJump}
      className="absolute end-3 bottom-3 grid size-10 animate-pop-in place-items-center rounded-full bg-chip text-muted shadow-float hover:text-ink"
    >
      <ChevronDown aria-hidden className="size-5" />
      {count === 0 ? null : (
        <span className="absolute -top-1.5 grid h-5 min-w-5 place-items-center rounded-full bg-badge px-1 text-xs font-semibold text-accent-ink">
          {count}
        </span>
      )}
    </button>
  )
}
