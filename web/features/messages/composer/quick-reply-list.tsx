import { clsx } from 'clsx'
import type { QuickReply } from '#shared/contracts/conversation.ts'

export const QUICK_REPLIES_ID = 'quick-replies'
export const optionId = (reply: QuickReply) => `quick-reply-${reply.id}`

/** Opens above the box at `/`. The focus stays in the box; arrows and Enter choose from there. */
export function QuickReplyList({
  replies,
  activeIndex,
  onChoose,
  onPoint,
}: {
  replies: QuickReply[]
  activeIndex: number
  onChoose: (reply: QuickReply) => void
  onPoint: (index: number) => void
}) {
  const list = { role: 'listbox', id: QUICK_REPLIES_ID, 'aria-label': 'Quick replies' }
  return (
    <div className="absolute inset-x-0 bottom-full z-4 mb-2 overflow-hidden rounded-lg bg-raised shadow-overlay">
      <p className="flex justify-between border-b border-line px-3 py-1.5 text-xs font-medium text-muted">
        Quick replies <span className="font-normal text-faint">↑ ↓ choose · Enter insert</span>
      </p>
      {replies.length === 0 ? (
        <p className="px-3 py-3 text-sm text-muted">No quick reply has these letters.</p>
      ) : (
        <div {...list} className="max-h-64 overflow-y-auto p-1">
          {replies.map((reply, index) => (
            <Option
              key={reply.id}
              reply={reply}
              isActive={index === activeIndex}
              onChoose={() => onChoose(reply)}
              onPoint={() => onPoint(index)}
            />
          ))}
        </div>
      )}
    </div>
  )
}

function Option({
  reply,
  isActive,
  onChoose,
  onPoint,
}: {
  reply: QuickReply
  isActive: boolean
  onChoose: () => void
  onPoint: () => void
}) {
  const option = {
    role: 'option',
    id: optionId(reply),
    'aria-selected': isActive,
    onMouseMove: onPoint,
    // Before the box loses the focus.
    onMouseDown: (event: { preventDefault: () => void }) => {
      event.preventDefault()
      onChoose()
    },
  }
  return (
    <div
      {...option}
      ref={(element) => {
        if (isActive) element?.scrollIntoView({ block: 'nearest' })
      }}
      className={clsx(
        'flex cursor-pointer items-baseline gap-3 rounded-md px-2.5 py-1.5',
        isActive && 'bg-hover',
      )}
    >
      <span className="w-20 shrink-0 truncate text-sm font-semibold text-accent">
        /{reply.shortcut.replace(/^\//, '')}
      </span>
      <span dir="auto" className="line-clamp-2 min-w-0 flex-1 text-sm">
        {reply.text}
      </span>
    </div>
  )
}
