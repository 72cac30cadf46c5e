import { ContactRound, FileText, Images, MapPin, Sticker, type LucideIcon } from 'lucide-react'
import { useEffect, useRef, type KeyboardEvent } from 'react'
import { useChat } from '../chat/chat-context.ts'
import type { PickedAs } from './prepare-file.ts'

interface AttachMenuProps {
  onFiles: (files: readonly File[], pickedAs: PickedAs) => void
  onClose: () => void
}

/** What can be sent besides text. */
export function AttachMenu({ onFiles, onClose }: AttachMenuProps) {
  const { openSheet } = useChat()
  const menu = useRef<HTMLDivElement>(null)
  useEffect(() => menu.current?.querySelector('button')?.focus(), [])

  const pick = (pickedAs: PickedAs, accept: string) => () => {
    pickFiles(accept, (files) => onFiles(files, pickedAs))
    onClose()
  }
  const open = (kind: 'location' | 'contact') => () => {
    openSheet({ kind, repliesTo: null })
    onClose()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onClose()
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key] ?? 0
    if (step !== 0) moveFocus(menu.current, step)
  }
  return (
    <div
      ref={menu}
      role="menu"
      aria-label="Attach"
      tabIndex={-1}
      onKeyDown={onKeyDown}
      className="grid animate-fade-in grid-cols-5 gap-1 border-b border-line/60 px-2 py-3"
    >
      <Item
        icon={Images}
        text="Photo or video"
        look="bg-[light-dark(#2f6fb3,#3b7fc4)]"
        onClick={pick('media', 'image/*,video/*')}
      />
      <Item
        icon={FileText}
        text="Document"
        look="bg-[light-dark(#6f4fb8,#7d5fc6)]"
        onClick={pick('document', '')}
      />
      <Item
        icon={Sticker}
        text="Sticker"
        look="bg-[light-dark(#0b7a5b,#128a69)]"
        onClick={pick('sticker', 'image/*')}
      />
      <Item
        icon={MapPin}
        text="Location"
        look="bg-[light-dark(#b3475e,#c05570)]"
        onClick={open('location')}
      />
      <Item
        icon={ContactRound}
        text="Contact"
        look="bg-[light-dark(#9a5b12,#a8691f)]"
        onClick={open('contact')}
      />
    </div>
  )
}

interface ItemProps {
  icon: LucideIcon
  text: string
  look: string
  onClick: () => void
}

function Item({ icon: Icon, text, look, onClick }: ItemProps) {
  return (
    <button
      type="button"
      role="menuitem"
      onClick={onClick}
      className="group flex flex-col items-center gap-1.5 rounded-2xl py-1.5 text-[0.7rem] leading-tight text-muted hover:text-ink"
    >
      <span
        className={`grid size-12 place-items-center rounded-full text-white transition group-hover:scale-105 ${look}`}
      >
        <Icon aria-hidden className="size-5.5" strokeWidth={1.8} />
      </span>
      {text}
    </button>
  )
}

function pickFiles(accept: string, onPicked: (files: File[]) => void): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.multiple = true
  input.accept = accept
  input.addEventListener('change', () => onPicked([...(input.files ?? [])]))
  input.click()
}

function moveFocus(menu: HTMLElement | null, step: number): void {
  const items = [...(menu?.querySelectorAll('button') ?? [])]
  const at = items.findIndex((item) => item === document.activeElement)
  items[(at + step + items.length) % items.length]?.focus()
}
