import { Popover as Base } from '@base-ui/react/popover'
import { clsx } from 'clsx'
import type { ReactNode } from 'react'

export const Popover = Base.Root
export const PopoverTrigger = Base.Trigger

export function PopoverContent({
  label,
  side = 'bottom',
  align = 'start',
  className,
  children,
}: {
  /** Names the popover for screen readers. */
  label: string
  side?: 'top' | 'bottom' | 'inline-start' | 'inline-end'
  align?: 'start' | 'center' | 'end'
  className?: string
  children: ReactNode
}) {
  return (
    <Base.Portal>
      <Base.Positioner side={side} align={align} sideOffset={6} collisionPadding={8}>
        <Base.Popup
          aria-label={label}
          className={clsx(
            'popup-motion max-h-(--available-height) overflow-y-auto rounded-lg bg-raised shadow-overlay outline-none',
            className ?? 'w-72 p-3',
          )}
        >
          {children}
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  )
}
