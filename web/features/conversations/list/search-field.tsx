import { Search, X } from 'lucide-react'
import { useEffect, useEffectEvent, useState, type RefObject } from 'react'
import { IconButton } from '#web/ui/icon-button.tsx'
import { Kbd } from '#web/ui/kbd.tsx'
import { useShortcuts } from '#web/ui/shortcuts.ts'

const debounceMs = 220

/** The search box of the list. `value` is what is searched now; typing reaches `onChange` after a short rest. */
export function SearchField({
  input,
  value,
  onChange,
}: {
  input: RefObject<HTMLInputElement | null>
  value: string
  onChange: (value: string) => void
}) {
  const [draft, setDraft] = useState(value)
  const [isTyping, setIsTyping] = useState(false)
  // The address can change under the field: another view, the back button.
  if (!isTyping && draft !== value) setDraft(value)

  const commit = useEffectEvent((text: string) => {
    setIsTyping(false)
    if (text.trim() !== value) onChange(text.trim())
  })
  useEffect(() => {
    if (!isTyping) return
    const timer = setTimeout(() => commit(draft), debounceMs)
    return () => clearTimeout(timer)
  }, [draft, isTyping])

  const clear = () => {
    setDraft('')
    setIsTyping(false)
    onChange('')
  }
  useShortcuts([
    {
      combos: ['/'],
      title: 'Search conversations',
      group: 'Conversations',
      run: () => {
        input.current?.focus()
        input.current?.select()
      },
    },
  ])

  return (
    <search className="group flex h-8 min-w-0 flex-1 items-center gap-2 rounded-md border border-transparent bg-sunken ps-2.5 pe-1 transition-colors focus-within:border-focus focus-within:bg-raised focus-within:ring-2 focus-within:ring-focus/25 touch:h-11">
      <Search size={15} aria-hidden className="shrink-0 text-faint" />
      <input
        ref={input}
        type="text"
        inputMode="search"
        enterKeyHint="search"
        aria-label="Search conversations"
        placeholder="Search"
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        value={draft}
        onChange={(event) => {
          setDraft(event.target.value)
          setIsTyping(true)
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit(draft)
          if (event.key !== 'Escape') return
          if (draft === '') input.current?.blur()
          else clear()
        }}
        className="h-full min-w-0 flex-1 bg-transparent outline-none placeholder:text-faint touch:text-lg"
      />
      {draft === '' ? (
        <span aria-hidden className="pe-1 group-focus-within:hidden touch:hidden">
          <Kbd keys={['/']} />
        </span>
      ) : (
        <IconButton size="xs" label="Clear the search" icon={<X size={14} />} onClick={clear} />
      )}
    </search>
  )
}
