import { Reply, RotateCw, SmilePlus, X } from 'lucide-react'
import { memo, useRef, type MouseEvent } from 'react'
import type { ChatMessage } from '../simulator-api/wire-types.ts'
import { useChat } from '../chat/chat-context.ts'
import { discard, sendAgain } from '../state/send-message.ts'
import { simulatedNowMs } from '../state/simulator-store.ts'
import type { ThreadEntry } from '../state/thread-store.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { allowedActions } from './allowed-actions.ts'
import { Bubble } from './bubble.tsx'
import { Reactions } from './reactions.tsx'
import { useBubbleTouch } from './use-bubble-touch.ts'

interface MessageRowProps {
  entry: ThreadEntry
  opensGroup: boolean
  /** The message this one answers; null when it is not on the loaded pages, undefined when it answers none. */
  quoted: ChatMessage | null | undefined
  isFlashed: boolean
}

/** A message at its side of the log, with what can be done to it. */
export const MessageRow = memo(function MessageRow(props: MessageRowProps) {
  const { entry, opensGroup, quoted, isFlashed } = props
  const { message } = entry
  const { reply, openActions } = useChat()
  const bubble = useRef<HTMLDivElement>(null)
  const isOwn = message.direction === 'to_business'
  const canReply = allowedActions(message, simulatedNowMs()).reply

  const openMenu = (startWith: 'menu' | 'emoji') => {
    if (bubble.current !== null) openActions(entry, bubble.current, startWith)
  }
  const touch = useBubbleTouch({
    onLongPress: () => openMenu('menu'),
    onSwipe: canReply ? () => reply(message) : null,
  })
  const onContextMenu = (event: MouseEvent) => {
    if (message.type === 'system') return
    event.preventDefault()
    openMenu('menu')
  }

  if (message.type === 'system') return <SystemLine text={message.content.body ?? ''} />
  return (
    <div
      className={`group/row -mx-3 flex flex-col px-3 ${opensGroup ? 'mt-2' : 'mt-0.5'} ${isOwn ? 'items-end' : 'items-start'} ${isFlashed ? 'animate-flash' : ''}`}
    >
      <div className={`flex max-w-full items-center gap-1 ${isOwn ? 'flex-row-reverse' : ''}`}>
        <div
          ref={bubble}
          onContextMenu={onContextMenu}
          className="relative max-w-[min(20rem,calc(100vw-5.5rem))] min-w-0 touch-pan-y"
          {...touch}
        >
          <Bubble
            entry={entry}
            opensGroup={opensGroup}
            quoted={quoted}
            onOpenMenu={() => openMenu('menu')}
          />
          <Reactions reactions={message.reactions} isOwn={isOwn} onOpen={() => openMenu('emoji')} />
        </div>
        {canReply ? (
          <div
            className={`flex opacity-0 transition-opacity group-hover/row:opacity-100 focus-within:opacity-100 pointer-coarse:hidden ${isOwn ? 'flex-row-reverse' : ''}`}
          >
            <IconButton
              icon={SmilePlus}
              label="React"
              className="size-7!"
              iconClassName="size-4"
              onClick={() => openMenu('emoji')}
            />
            <IconButton
              icon={Reply}
              label="Reply"
              className="size-7!"
              iconClassName="size-4 rtl:-scale-x-100"
              onClick={() => reply(message)}
            />
          </div>
        ) : null}
      </div>
      {entry.failure === null ? null : <Failure entry={entry} />}
    </div>
  )
})

function Failure({ entry }: { entry: ThreadEntry }) {
  const { chat } = useChat()
  return (
    <div
      role="alert"
      className="mt-1 flex max-w-full items-center gap-1 rounded-full bg-danger-soft ps-3 text-xs text-danger"
    >
      <span className="min-w-0">Not sent. {entry.failure}</span>
      <IconButton
        icon={RotateCw}
        label="Send again"
        className="size-7! text-danger!"
        iconClassName="size-3.5"
        onClick={() => void sendAgain(chat, entry.key)}
      />
      <IconButton
        icon={X}
        label="Discard"
        className="size-7! text-danger!"
        iconClassName="size-3.5"
        onClick={() => discard(chat, entry.key)}
      />
    </div>
  )
}

function SystemLine({ text }: { text: string }) {
  return (
    <p
      dir="auto"
      className="mx-auto my-2 w-fit max-w-72 rounded-xl bg-chip px-3 py-1.5 text-center text-xs text-muted shadow-bubble"
    >
      {text}
    </p>
  )
}
