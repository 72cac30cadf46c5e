import { EmojiPicker as Picker } from 'frimousse'
import type { EmojiData, EmojiPickerListComponents } from 'frimousse'
import { Search } from 'lucide-react'
import { useEffect, useRef, type CSSProperties } from 'react'
import { emojiDataOf } from './emoji-data.ts'

/** Loaded with the picker, from our own files: nothing is fetched from elsewhere and nothing stored. */
const loadEmoji = async (): Promise<EmojiData> => {
  const [{ default: emoji }, { default: messages }] = await Promise.all([
    import('emojibase-data/en/data.json'),
    import('emojibase-data/en/messages.json'),
  ])
  return emojiDataOf(emoji, messages)
}

/** The library sets a font of its own, which knows only the system's emoji, in each element's style. */
const EMOJI_FONT = { '--frimousse-emoji-font': 'var(--font-emoji)' } as CSSProperties

const COLUMNS = 9

/** The picker counts rows and columns from 0; ARIA counts from 1. */
const oneBased = (index: number | undefined) => (index === undefined ? undefined : index + 1)

const PARTS: EmojiPickerListComponents = {
  CategoryHeader: ({ category, ...rest }) => (
    <div {...rest} className="bg-raised px-3 pt-2.5 pb-1 text-xs font-medium text-muted">
      {category.label}
    </div>
  ),
  Row: ({ children, ...rest }) => (
    <div {...rest} aria-rowindex={oneBased(rest['aria-rowindex'])} className="scroll-my-1 px-2">
      {children}
    </div>
  ),
  Emoji: ({ emoji, ...rest }) => {
    const cell = { ...rest, 'aria-colindex': oneBased(rest['aria-colindex']) }
    return (
      <button
        {...cell}
        type="button"
        className="flex size-8.5 items-center justify-center rounded-md text-xl data-active:bg-hover"
      >
        {emoji.emoji}
      </button>
    )
  },
}

export function EmojiPicker({ onChoose }: { onChoose: (emoji: string) => void }) {
  const search = useRef<HTMLInputElement>(null)
  // The popover took the focus before this part was loaded.
  useEffect(() => search.current?.focus(), [])
  return (
    <Picker.Root
      columns={COLUMNS}
      resolveEmojiData={loadEmoji}
      onEmojiSelect={({ emoji }) => onChoose(emoji)}
      style={EMOJI_FONT}
      className="flex h-86 w-80 flex-col"
    >
      <div className="flex items-center gap-2 border-b border-line p-2">
        <div className="flex h-8 flex-1 items-center gap-2 rounded-md border border-line-strong px-2.5 focus-within:border-focus focus-within:ring-2 focus-within:ring-focus/25">
          <Search aria-hidden size={15} className="text-faint" />
          <Picker.Search
            ref={search}
            aria-label="Search emoji"
            placeholder="Search"
            className="w-full bg-transparent text-base outline-none placeholder:text-faint"
          />
        </div>
        <Picker.SkinToneSelector
          aria-label="Change skin tone"
          className="flex size-8 items-center justify-center rounded-md text-lg hover:bg-hover"
        />
      </div>
      <Picker.Viewport className="relative flex-1 outline-none">
        <Picker.Loading className="absolute inset-0 flex items-center justify-center text-sm text-muted">
          Loading…
        </Picker.Loading>
        <Picker.Empty className="absolute inset-0 flex items-center justify-center text-sm text-muted">
          No emoji found
        </Picker.Empty>
        <Picker.List className="pb-2 select-none" components={PARTS} />
      </Picker.Viewport>
    </Picker.Root>
  )
}
