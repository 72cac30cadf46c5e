import { Dialog as Base } from '@base-ui/react/dialog'
import { clsx } from 'clsx'
import { X } from 'lucide-react'
import { useRef, type ReactNode, type RefObject } from 'react'
import { IconButton } from './icon-button.tsx'

export const DialogTrigger = Base.Trigger
export const DialogClose = Base.Close
export const Dialog = Base.Root

const widths = { sm: 'max-w-sm', md: 'max-w-lg', lg: 'max-w-3xl' }

/** A modal sheet in the middle of the screen. Escape, the cross and a press outside close it. */
export function DialogContent({
  title,
  description,
  size = 'md',
  footer,
  initialFocus,
  children,
}: {
  title: string
  description?: string
  size?: keyof typeof widths
  footer?: ReactNode
  /** What gets the focus first; the sheet itself when left out. */
  initialFocus?: RefObject<HTMLElement | null>
  children?: ReactNode
}) {
  const popup = useRef<HTMLDivElement>(null)
  return (
    <Base.Portal>
      <Base.Backdrop className="fixed inset-0 bg-scrim transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0" />
      <Base.Viewport className="fixed inset-0 grid place-items-center overflow-y-auto p-4">
        <Base.Popup
          ref={popup}
          initialFocus={initialFocus ?? popup}
          className={clsx(
            'flex max-h-full w-full flex-col rounded-xl bg-raised shadow-overlay outline-none transition-[opacity,scale] duration-150 data-ending-style:scale-97 data-ending-style:opacity-0 data-starting-style:scale-97 data-starting-style:opacity-0',
            widths[size],
          )}
        >
          <header className="flex items-start gap-4 py-4 ps-5 pe-3">
            <div className="min-w-0 flex-1 pt-1">
              <Base.Title className="text-lg font-semibold">{title}</Base.Title>
              {description !== undefined && (
                <Base.Description className="mt-1 text-base text-muted">
                  {description}
                </Base.Description>
              )}
            </div>
            <Base.Close render={<IconButton label="Close" icon={<X size={18} />} />} />
          </header>
          {children !== undefined && (
            <div className="min-h-0 overflow-y-auto px-5 pb-5">{children}</div>
          )}
          {footer !== undefined && (
            <footer className="flex justify-end gap-2 border-t border-line px-5 py-3">
              {footer}
            </footer>
          )}
        </Base.Popup>
      </Base.Viewport>
    </Base.Portal>
  )
}
