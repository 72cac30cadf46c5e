import { Tooltip as Base } from '@base-ui/react/tooltip'
import type { ReactElement } from 'react'
import { Kbd } from './kbd.tsx'

export type TooltipSide = 'top' | 'bottom' | 'inline-start' | 'inline-end'

/** Names the control it wraps. Never the only carrier of information: touch screens do not show it. */
export function Tooltip({
  label,
  keys,
  side = 'top',
  children,
}: {
  label: string
  keys?: readonly string[] | undefined
  side?: TooltipSide | undefined
  children: ReactElement<Record<string, unknown>>
}) {
  return (
    <Base.Root>
      <Base.Trigger render={children} />
      <Base.Portal>
        <Base.Positioner side={side} sideOffset={6} collisionPadding={8}>
          <Base.Popup className="popup-motion flex max-w-64 items-center gap-2 rounded-sm bg-ink px-2 py-1 text-xs font-medium text-canvas shadow-overlay">
            {label}
            {keys !== undefined && <Kbd keys={keys} isInverse />}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

/** Around the app once: the second tooltip in a row opens without the wait. */
export const TooltipProvider = Base.Provider
