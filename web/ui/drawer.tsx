import { Dialog as Base } from '@base-ui/react/dialog'
import type { ReactNode } from 'react'

/** A panel that slides over the screen from the end side, with a veil behind it. */
export function Drawer({
  isOpen,
  onOpenChange,
  label,
  children,
}: {
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  label: string
  children: ReactNode
}) {
  return (
    <Base.Root open={isOpen} onOpenChange={onOpenChange}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 bg-scrim transition-opacity duration-200 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Popup
          aria-label={label}
          className="fixed inset-y-0 end-0 flex w-90 flex-col max-md:w-full bg-panel shadow-overlay outline-none transition-transform duration-200 ease-out data-ending-style:translate-x-full data-starting-style:translate-x-full rtl:data-ending-style:-translate-x-full rtl:data-starting-style:-translate-x-full"
        >
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
