export function UnreadBadge({ count }: { count: number }) {
  if (count === 0) return null
  return (
    <span
      aria-label={`${count} unread`}
      className="grid h-5 min-w-5 shrink-0 place-items-center rounded-full bg-badge px-1.5 text-xs font-semibold text-accent-ink tabular-nums"
    >
      {count > 99 ? '99+' : count}
    </span>
  )
}
