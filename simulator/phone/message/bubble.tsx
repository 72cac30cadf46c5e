import { Ban, ChevronDown, Forward } from 'lucide-react'
import type { ChatMessage } from '../simulator-api/wire-types.ts'
import type { ThreadEntry } from '../state/thread-store.ts'
import { BubbleButtons } from './bubble-buttons.tsx'
import { MessageBody } from './message-body.tsx'
import { Meta } from './meta.tsx'
import { metaPlacement } from './meta-placement.ts'
import { Quoted } from './quoted.tsx'
import { summaryOf } from './summary.ts'

interface BubbleProps {
  entry: ThreadEntry
  opensGroup: boolean
  quoted: ChatMessage | null | undefined
  onOpenMenu: () => void
}

/** The bubble itself: quote, content, time and ticks, and the buttons below. */
export function Bubble({ entry, opensGroup, quoted, onOpenMenu }: BubbleProps) {
  const { message } = entry
  const isOwn = message.direction === 'to_business'
  const isBare = message.type === 'sticker' && !message.revoked
  const look = isBare
    ? ''
    : `shadow-bubble ${isOwn ? 'bg-bubble-out' : 'bg-bubble-in'} ${opensGroup ? (isOwn ? 'rounded-se-none' : 'rounded-ss-none') : ''}`
  return (
    <article
      aria-label={`${isOwn ? 'You' : 'Business'}: ${summaryOf(message)}`}
      className={`group/bubble relative animate-bubble-in rounded-bubble text-[0.94rem] leading-snug ${look}`}
    >
      {opensGroup && !isBare ? (
        <span
          aria-hidden
          className={`bubble-tail ${isOwn ? '-end-2 -scale-x-100 rtl:scale-x-100' : '-start-2 rtl:-scale-x-100'}`}
        />
      ) : null}
      <div className="relative p-1">
        {message.forwarded && !message.revoked ? <ForwardedLine /> : null}
        {quoted === undefined || message.revoked ? null : (
          <Quoted message={quoted} wamid={message.repliesTo} />
        )}
        {message.revoked ? (
          <DeletedBody isOwn={isOwn} message={message} />
        ) : (
          <MessageBody entry={entry} />
        )}
        <PlacedMeta message={message} isBare={isBare} />
      </div>
      {message.revoked ? null : <BubbleButtons message={message} />}
      {message.revoked ? null : (
        <button
          type="button"
          aria-label="Message actions"
          onClick={onOpenMenu}
          className={`absolute end-1 top-1 grid size-7 place-items-center rounded-full opacity-0 transition-opacity group-hover/bubble:opacity-100 focus-visible:opacity-100 pointer-coarse:hidden ${isOwn ? 'bg-bubble-out/90' : 'bg-bubble-in/90'}`}
        >
          <ChevronDown aria-hidden className="size-4.5 text-bubble-muted" />
        </button>
      )}
    </article>
  )
}

function PlacedMeta({ message, isBare }: { message: ChatMessage; isBare: boolean }) {
  switch (metaPlacement(message)) {
    case 'corner':
      return (
        <span className="absolute end-2.5 bottom-1.5">
          <Meta message={message} />
        </span>
      )
    case 'overlay':
      return (
        <span
          className={`absolute end-2 bottom-2 rounded-full px-2 py-0.5 ${isBare ? 'bg-chip shadow-bubble' : 'bg-black/45 [--color-bubble-muted:#fff] [--color-tick:#7fd0ff]'}`}
        >
          <Meta message={message} />
        </span>
      )
    case 'below':
      return (
        <span className="flex justify-end px-1.5 pb-0.5">
          <Meta message={message} />
        </span>
      )
  }
}

function ForwardedLine() {
  return (
    <p className="flex items-center gap-1 px-1.5 pt-0.5 text-xs text-bubble-muted italic">
      <Forward aria-hidden className="size-3.5 rtl:-scale-x-100" />
      Forwarded
    </p>
  )
}

function DeletedBody({ isOwn, message }: { isOwn: boolean; message: ChatMessage }) {
  return (
    <p className="flex items-center gap-1.5 px-1.5 py-1 text-bubble-muted italic">
      <Ban aria-hidden className="size-4 shrink-0" />
      <span>
        {isOwn ? 'You deleted this message' : 'This message was deleted'}
        <Meta message={message} isSpace />
      </span>
    </p>
  )
}
