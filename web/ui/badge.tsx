import { clsx } from 'clsx'

/** A count on something. Nothing at zero; "99+" above 99. */
export function CountBadge({
  count,
  tone = 'accent',
  label,
  className,
}: {
  count: number
  tone?: 'accent' | 'neutral'
  /** What is counted, for screen readers: "3 unread". */
  label: string
  className?: string
}) {
  if (count <= 0) return null
  return (
    <span
      className={clsx(
        'inline-flex h-4.5 min-w-4.5 shrink-0 items-center justify-center rounded-full px-1.5 text-2xs font-semibold tabular',
        tone === 'accent' ? 'bg-accent text-accent-ink' : 'bg-sunken text-muted',
        className,
      )}
    >
      <span aria-hidden>{count > 99 ? '99+' : count}</span>
      <span className="sr-only">{label}</span>
    </span>
  )
}
