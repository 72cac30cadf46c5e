import { X } from 'lucide-react'
import { useRef, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { usePhoneLayer } from '../device/phone-layer.ts'
import { IconButton } from './icon-button.tsx'
import { useDialog } from './use-dialog.ts'

interface SheetProps {
  title: string
  onClose: () => void
  children: ReactNode
}

/** A card that slides up over the phone's screen. Escape and a tap beside it close it. */
export function Sheet({ title, onClose, children }: SheetProps) {
  const layer = usePhoneLayer()
  return layer === null
    ? null
    : createPortal(
        <SheetCard title={title} onClose={onClose}>
          {children}
        </SheetCard>,
        layer,
      )
}

function SheetCard({ title, onClose, children }: SheetProps) {
  const card = useRef<HTMLDialogElement>(null)
  useDialog(card, onClose, 'div button, div input')
  return (
    <div className="pointer-events-auto absolute inset-0 flex flex-col justify-end">
      <button
        type="button"
        tabIndex={-1}
        aria-label="Close"
        onClick={onClose}
        className="absolute inset-0 animate-fade-in bg-scrim"
      />
      <dialog
        ref={card}
        open
        aria-modal
        aria-label={title}
        className="relative m-0 flex max-h-[85%] w-full max-w-none animate-sheet-in flex-col rounded-t-3xl bg-panel shadow-float"
      >
        <header className="flex items-center gap-2 ps-5 pe-2.5 pt-3 pb-2">
          <h2 className="flex-1 text-base font-semibold">{title}</h2>
          <IconButton icon={X} label="Close" onClick={onClose} />
        </header>
        <div className="min-h-0 overflow-y-auto px-5 pt-1 pb-7 thin-scroll">{children}</div>
      </dialog>
    </div>
  )
}
