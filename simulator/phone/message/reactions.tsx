import type { Reaction } from '../simulator-api/wire-types.ts'

interface ReactionsProps {
  reactions: readonly Reaction[]
  isOwn: boolean
  onOpen: () => void
}

/** The reactions under a bubble; the same emoji from both sides is shown once with a number. */
export function Reactions({ reactions, isOwn, onOpen }: ReactionsProps) {
  if (reactions.length === 0) return null
  const emojis = [...new Set(reactions.map((reaction) => reaction.emoji))]
  const names = reactions.map(
    (reaction) => `${reaction.emoji} from ${reaction.from === 'person' ? 'you' : 'the business'}`,
  )
  return (
    <div className={`-mt-1.5 mb-1 flex ${isOwn ? 'justify-end pe-2' : 'ps-2'}`}>
      <button
        type="button"
        aria-label={`Reactions: ${names.join(', ')}`}
        onClick={onOpen}
        className="relative z-1 flex h-6.5 animate-pop-in items-center gap-1 rounded-full bg-chip px-1.5 text-sm shadow-bubble ring-2 ring-wallpaper"
      >
        {emojis.map((emoji) => (
          <span key={emoji}>{emoji}</span>
        ))}
        {reactions.length > emojis.length ? (
          <span className="pe-0.5 text-xs text-muted">{reactions.length}</span>
        ) : null}
      </button>
    </div>
  )
}
