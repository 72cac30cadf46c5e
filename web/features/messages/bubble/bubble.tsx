import { clsx } from 'clsx'
import { Bot, Code, Smartphone } from 'lucide-react'
import { useState, type FocusEvent, type PointerEvent, type ReactNode } from 'react'
import type { Message } from '#shared/contracts/message.ts'
import { objectAt } from '../content.ts'
import { isWithoutBubble, MessageBody } from '../kinds/message-body.tsx'
import { ReferralCard } from '../kinds/referral-card.tsx'
import { BubbleActions } from './bubble-actions.tsx'
import { BubbleMarks, BubbleMeta } from './bubble-meta.tsx'
import { FailureNote } from './failure-note.tsx'
import { messageLabel } from './message-label.ts'
import { QuotedReply } from './quoted-reply.tsx'
import { ReactionRow } from './reaction-row.tsx'

export type BubbleProps = {
  message: Message
  isGroupStart: boolean
  isGroupEnd: boolean
  /** The signed-in person wrote it. */
  isOwn: boolean
  /** Flashes: a quote was followed here. */
  isTarget: boolean
  /** In the tab order; arrows move between bubbles. */
  isReachable: boolean
  /** Only for messages that are still in this tab: upload, failure. */
  localNote?: ReactNode
}

export function Bubble(props: BubbleProps) {
  const { message, isGroupStart, isGroupEnd } = props
  const [isActive, presence] = usePresence(props.isReachable)
  const [isPopupOpen, setIsPopupOpen] = useState(false)
  const isOut = message.direction === 'outbound'
  const isLocal = props.localNote !== undefined
  const isBare = isWithoutBubble(message)
  return (
    <article
      {...presence}
      data-message-id={message.id}
      data-status={message.status}
      aria-label={messageLabel(message)}
      className={clsx(
        'group/bubble @container flex flex-col rounded-lg outline-offset-2',
        isOut ? 'items-end' : 'items-start',
        isGroupStart ? 'pt-2.5' : 'pt-0.5',
      )}
    >
      {isGroupStart && (isOut || message.author.kind !== 'contact') && (
        <AuthorLine message={message} isOwn={props.isOwn} />
      )}
      <div className="relative flex max-w-[min(34rem,85%)] min-w-0 flex-col">
        <div
          className={clsx(
            'relative min-w-0 transition-shadow duration-300',
            isOut ? 'self-end' : 'self-start',
            !isBare && [
              'rounded-xl shadow-raised',
              isOut ? 'bg-outbound' : 'bg-inbound',
              isGroupEnd && (isOut ? 'rounded-ee-[4px]' : 'rounded-es-[4px]'),
              !isGroupStart && (isOut ? 'rounded-se-[4px]' : 'rounded-ss-[4px]'),
            ],
            message.replyTo !== null && 'min-w-56',
            props.isTarget && 'ring-2 ring-focus',
          )}
        >
          <BubbleMarks message={message} />
          <Referral message={message} />
          {message.replyTo !== null && <QuotedReply quote={message.replyTo} />}
          <MessageBody
            message={message}
            meta={<BubbleMeta message={message} isFloating={!isBare} />}
          />
        </div>
        <ReactionRow message={message} />
        {(isActive || isPopupOpen) && !isLocal && (
          <div
            className={clsx(
              // Beside the bubble, but never past the end of the row; above it for fingers, whose bar is as high as a line or two.
              'absolute -top-3.5 z-2 [--bar:8rem] touch:top-auto touch:bottom-[calc(100%-0.25rem)] touch:[--bar:12rem]',
              isOut
                ? 'end-[min(100%-2rem,100cqw-var(--bar))]'
                : 'start-[min(100%-2rem,100cqw-var(--bar))]',
            )}
          >
            <BubbleActions message={message} onOpenChange={setIsPopupOpen} />
          </div>
        )}
      </div>
      {isLocal ? props.localNote : <FailureNote message={message} />}
    </article>
  )
}

/** Articles of a feed take the focus (ARIA Authoring Practices, "Feed"): from there Tab reaches their actions. */
function usePresence(isReachable: boolean) {
  const [isActive, setIsActive] = useState(false)
  const presence = {
    tabIndex: isReachable ? 0 : -1,
    // A finger points at nothing once it is lifted: it gives the focus, which stays until something else is touched.
    onPointerEnter: ({ pointerType }: PointerEvent) => {
      if (pointerType !== 'touch') setIsActive(true)
    },
    onPointerLeave: ({ pointerType }: PointerEvent) => {
      if (pointerType !== 'touch') setIsActive(false)
    },
    onFocus: () => setIsActive(true),
    onBlur: (event: FocusEvent<HTMLElement>) => {
      if (!event.currentTarget.contains(event.relatedTarget)) setIsActive(false)
    },
  }
  return [isActive, presence] as const
}

function Referral({ message }: { message: Message }) {
  const referral = objectAt(message.content, 'referral')
  return referral === null ? null : <ReferralCard referral={referral} />
}

function AuthorLine({ message, isOwn }: { message: Message; isOwn: boolean }) {
  const { author } = message
  return (
    <p className="mb-1 flex items-center gap-1 px-1 text-xs text-muted">
      {author.kind === 'bot' && <Bot aria-hidden size={13} />}
      {author.kind === 'api' && <Code aria-hidden size={13} />}
      {author.kind === 'business_app' && <Smartphone aria-hidden size={12} />}
      {isOwn ? 'You' : author.name}
    </p>
  )
}
