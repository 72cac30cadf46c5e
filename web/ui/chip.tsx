import { clsx } from 'clsx'
import { X } from 'lucide-react'
import type { ReactNode } from 'react'

export type Tint = 'amber' | 'green' | 'blue' | 'violet' | 'rose' | 'slate' | 'teal' | 'orange'

const tints: Record<Tint, string> = {
  amber: 'bg-tint-amber text-tint-amber-ink',
  green: 'bg-tint-green text-tint-green-ink',
  blue: 'bg-tint-blue text-tint-blue-ink',
  violet: 'bg-tint-violet text-tint-violet-ink',
  rose: 'bg-tint-rose text-tint-rose-ink',
  slate: 'bg-tint-slate text-tint-slate-ink',
  teal: 'bg-tint-teal text-tint-teal-ink',
  orange: 'bg-tint-orange text-tint-orange-ink',
}

const dots: Record<Tint, string> = {
  amber: 'bg-tint-amber-ink',
  green: 'bg-tint-green-ink',
  blue: 'bg-tint-blue-ink',
  violet: 'bg-tint-violet-ink',
  rose: 'bg-tint-rose-ink',
  slate: 'bg-tint-slate-ink',
  teal: 'bg-tint-teal-ink',
  orange: 'bg-tint-orange-ink',
}

/** A word on a colour. The word carries the meaning; the colour helps to find it again. */
export function Chip({
  tint = 'slate',
  size = 'md',
  icon,
  onRemove,
  removeLabel,
  children,
}: {
  tint?: Tint
  size?: 'sm' | 'md'
  icon?: ReactNode
  onRemove?: () => void
  removeLabel?: string
  children: ReactNode
}) {
  return (
    <span
      className={clsx(
        'inline-flex max-w-full min-w-0 items-center font-medium',
        tints[tint],
        size === 'sm'
          ? 'h-4 gap-1 rounded-[4px] px-1.5 text-2xs'
          : 'h-6 gap-1.5 rounded-sm px-2 text-xs',
      )}
    >
      {icon}
      <span className="truncate">{children}</span>
      {onRemove !== undefined && (
        <button
          type="button"
          aria-label={removeLabel ?? 'Remove'}
          onClick={onRemove}
          className="-me-2 inline-flex size-6 items-center justify-center rounded-sm opacity-70 hover:opacity-100"
        >
          <X size={12} />
        </button>
      )}
    </span>
  )
}

export function TintDot({ tint }: { tint: Tint }) {
  return (
    <span aria-hidden className={clsx('inline-block size-2 shrink-0 rounded-full', dots[tint])} />
  )
}
