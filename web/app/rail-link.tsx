import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { Tooltip } from '#web/ui/tooltip.tsx'

export const railItemClass =
  'relative flex h-9 items-center gap-3 rounded-md px-2.5 text-base font-medium text-muted transition-colors hover:bg-hover hover:text-ink aria-[current=page]:bg-selected aria-[current=page]:text-accent data-popup-open:bg-hover data-popup-open:text-ink touch:h-11'

/** The inside of a rail item: icon always, words when there is room, a count on the icon or at the end. */
export function RailItemBody({
  icon,
  label,
  count = 0,
  countLabel,
  isExpanded,
}: {
  icon: ReactNode
  label: string
  count?: number
  countLabel?: string
  isExpanded: boolean
}) {
  return (
    <>
      <span aria-hidden className="flex size-4.5 shrink-0 items-center justify-center">
        {icon}
      </span>
      <span className={isExpanded ? 'min-w-0 flex-1 truncate text-start' : 'sr-only'}>{label}</span>
      {count > 0 && (
        <span
          className={clsx(
            'flex items-center justify-center rounded-full bg-accent font-semibold text-accent-ink tabular',
            isExpanded
              ? 'h-4.5 min-w-4.5 px-1.5 text-2xs'
              : 'absolute end-0 -top-0.5 h-4 min-w-4 border-2 border-canvas px-0.5 text-[0.5625rem] box-content',
          )}
        >
          <span aria-hidden>{count > 99 ? '99+' : count}</span>
          <span className="sr-only">{countLabel}</span>
        </span>
      )}
    </>
  )
}

/** A tooltip beside the rail while its items have no words. */
export function RailTooltip({
  label,
  isExpanded,
  keys,
  children,
}: {
  label: string
  isExpanded: boolean
  keys?: readonly string[]
  children: React.ReactElement<Record<string, unknown>>
}) {
  if (isExpanded) return children
  return (
    <Tooltip label={label} keys={keys} side="inline-end">
      {children}
    </Tooltip>
  )
}
