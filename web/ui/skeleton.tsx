import { clsx } from 'clsx'

/** A grey shape where content is about to be. Hidden for its first 150 ms, and from screen readers always. */
export function Skeleton({ className }: { className?: string }) {
  const isShaped = className?.includes('rounded') === true
  return (
    <span aria-hidden className={clsx('skeleton block', !isShaped && 'rounded-sm', className)} />
  )
}
