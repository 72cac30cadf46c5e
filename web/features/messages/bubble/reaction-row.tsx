import { clsx } from 'clsx'
import type { Message } from '#shared/contracts/message.ts'
import { Tooltip } from '#web/ui/tooltip.tsx'
import { useThreadActions } from '../thread/thread-context.tsx'

/** Reactions hang on the lower edge of the bubble. Pressing our own takes it back. */
export function ReactionRow({ message }: { message: Message }) {
  const { react, isWindowOpen } = useThreadActions()
  if (message.reactions.length === 0) return null
  return (
    <ul
      aria-label="Reactions"
      className={clsx(
        'relative z-1 -mt-1.5 flex gap-1 px-2',
        message.direction === 'outbound' && 'justify-end',
      )}
    >
      {message.reactions.map((reaction) => {
        const isOurs = reaction.direction === 'outbound'
        const look =
          'flex h-6 min-w-6 items-center justify-center rounded-full border border-line bg-raised px-1.5 text-sm shadow-raised'
        return (
          <li key={`${reaction.direction} ${reaction.authorName} ${reaction.emoji}`}>
            <Tooltip
              label={isOurs ? `${reaction.authorName} · press to take back` : reaction.authorName}
            >
              {isOurs && isWindowOpen ? (
                <button
                  type="button"
                  aria-label={`${reaction.emoji} from ${reaction.authorName}: take back`}
                  onClick={() => react(message, reaction.emoji)}
                  className={clsx(look, 'border-accent/40 hover:bg-hover')}
                >
                  {reaction.emoji}
                </button>
              ) : (
                <span className={look}>{reaction.emoji}</span>
              )}
            </Tooltip>
          </li>
        )
      })}
    </ul>
  )
}
