import { Copy, PencilLine, Reply, Trash2, type LucideIcon } from 'lucide-react'
import { useLayoutEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { usePhoneLayer } from '../device/phone-layer.ts'
import { allowedActions } from '../message/allowed-actions.ts'
import { summaryOf } from '../message/summary.ts'
import { attempt, tell } from '../state/notice-store.ts'
import { simulatedNowMs } from '../state/simulator-store.ts'
import { react, revoke } from '../state/thread-actions.ts'
import type { ThreadEntry } from '../state/thread-store.ts'
import { useDialog } from '../ui/use-dialog.ts'
import { useChat } from './chat-context.ts'
import { placeBeside } from './place-beside.ts'
import { ReactionBar } from './reaction-bar.tsx'

export interface ActionsTarget {
  entry: ThreadEntry
  rect: DOMRect
  startWith: 'menu' | 'emoji'
}

/** The menu of one message: react, reply, copy, edit, delete for everyone. */
export function MessageActions({
  target,
  onClose,
}: {
  target: ActionsTarget
  onClose: () => void
}) {
  const { chat, reply, startEdit } = useChat()
  const layer = usePhoneLayer()
  const card = useRef<HTMLDialogElement>(null)
  const [place, setPlace] = useState<{ left: number; top: number } | null>(null)
  const { message } = target.entry
  const allowed = allowedActions(message, simulatedNowMs())
  const isMenu = target.startWith === 'menu'

  useLayoutEffect(() => {
    const element = card.current
    if (element === null || layer === null) return
    const isOwn = message.direction === 'to_business'
    const put = () => setPlace(placeBeside(target.rect, element, layer, isOwn))
    put()
    // The card grows when all emoji are shown.
    const observer = new ResizeObserver(put)
    observer.observe(element)
    return () => observer.disconnect()
  }, [target, layer, message.direction])

  useDialog(card, onClose)

  const closeAfter = (action: () => void) => () => {
    onClose()
    action()
  }
  const own = message.reactions.find((reaction) => reaction.from === 'person')?.emoji ?? ''
  const copy = () => {
    void navigator.clipboard.writeText(summaryOf(message)).then(() => tell('Copied'))
  }

  if (layer === null) return null
  return createPortal(
    <div className="pointer-events-auto absolute inset-0">
      {/* Not on click: the finger that held the bubble clicks on whatever lies above it when it is lifted. */}
      <button
        type="button"
        tabIndex={-1}
        aria-label="Close"
        className="absolute inset-0 animate-fade-in bg-scrim/40"
        onPointerDown={onClose}
      />
      <dialog
        ref={card}
        open
        aria-modal
        aria-label="Message actions"
        className={`absolute m-0 bg-transparent flex w-max animate-pop-in flex-col  gap-2 ${message.direction === 'to_business' ? 'items-end' : 'items-start'}`}
        style={place ?? { opacity: 0 }}
      >
        {allowed.react ? (
          <ReactionBar
            own={own}
            onPick={(emoji) => closeAfter(() => attempt(react(chat, message.id, emoji)))()}
          />
        ) : null}
        {isMenu ? (
          <div className="flex min-w-48 flex-col rounded-2xl bg-panel p-1.5 shadow-float ring-1 ring-line">
            {allowed.reply ? (
              <Action icon={Reply} text="Reply" onClick={closeAfter(() => reply(message))} />
            ) : null}
            {allowed.copy ? <Action icon={Copy} text="Copy" onClick={closeAfter(copy)} /> : null}
            {allowed.edit ? (
              <Action
                icon={PencilLine}
                text="Edit"
                onClick={closeAfter(() => startEdit(message))}
              />
            ) : null}
            {allowed.revoke ? (
              <Action
                icon={Trash2}
                text="Delete for everyone"
                isDangerous
                onClick={closeAfter(() => attempt(revoke(chat, message.id)))}
              />
            ) : null}
          </div>
        ) : null}
      </dialog>
    </div>,
    layer,
  )
}

interface ActionProps {
  icon: LucideIcon
  text: string
  isDangerous?: boolean
  onClick: () => void
}

function Action({ icon: Icon, text, isDangerous = false, onClick }: ActionProps) {
  return (
    <button
      type="button"
      onClick={onClick}
      className={`flex h-10 items-center gap-3 rounded-xl px-3 text-start text-sm hover:bg-ink/6 ${isDangerous ? 'text-danger' : ''}`}
    >
      <Icon aria-hidden className="size-4.5 rtl:-scale-x-100" />
      {text}
    </button>
  )
}
