import { Plus } from 'lucide-react'
import { useState } from 'react'
import { EmojiGrid } from '../composer/emoji-grid.tsx'
import { IconButton } from '../ui/icon-button.tsx'

const quick = ['👍', '❤️', '😂', '😮', '😢', '🙏']

interface ReactionBarProps {
  /** The person's present reaction; picking it again removes it. */
  own: string
  onPick: (emoji: string) => void
}

export function ReactionBar({ own, onPick }: ReactionBarProps) {
  const [isFull, setFull] = useState(false)
  const pick = (emoji: string) => onPick(emoji === own ? '' : emoji)
  const offered = own === '' || quick.includes(own) ? quick : [own, ...quick.slice(1)]
  if (isFull) {
    return (
      <div className="w-76 rounded-2xl bg-panel p-2 shadow-float ring-1 ring-line">
        <EmojiGrid onPick={pick} />
      </div>
    )
  }
  return (
    <fieldset
      aria-label="Reactions"
      className="flex items-center rounded-full bg-panel p-1 shadow-float ring-1 ring-line"
    >
      {offered.map((emoji) => (
        <button
          key={emoji}
          type="button"
          aria-label={emoji === own ? `Remove reaction ${emoji}` : `React with ${emoji}`}
          aria-pressed={emoji === own}
          onClick={() => pick(emoji)}
          className="grid size-10 place-items-center rounded-full text-xl transition-transform hover:scale-118 aria-pressed:bg-accent-soft"
        >
          {emoji}
        </button>
      ))}
      <IconButton icon={Plus} label="More reactions" onClick={() => setFull(true)} />
    </fieldset>
  )
}
