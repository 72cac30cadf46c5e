import { Copy, Info, Reply, SmilePlus } from 'lucide-react'
import { useState } from 'react'
import type { Message } from '#shared/contracts/message.ts'
import { IconButton } from '#web/ui/icon-button.tsx'
import { Popover, PopoverContent, PopoverTrigger } from '#web/ui/popover.tsx'
import { showToast } from '#web/ui/toast.tsx'
import { useThreadActions } from '../thread/thread-context.tsx'
import { LazyEmojiPicker } from '../composer/lazy-emoji-picker.tsx'

const QUICK_EMOJI = ['👍', '❤️', '😂', '😮', '😢', '🙏']

/** What can be done with a bubble. Mounted only while it is pointed at or has the focus. */
export function BubbleActions({
  message,
  onOpenChange,
}: {
  message: Message
  /** A popup of the actions is open: they must stay although the pointer left. */
  onOpenChange: (isOpen: boolean) => void
}) {
  const { reply, showInfo, isWindowOpen } = useThreadActions()
  const canAnswer = isWindowOpen && message.wamid !== null
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(message.text)
      showToast({ tone: 'success', title: 'Text copied' })
    } catch {
      showToast({
        tone: 'danger',
        title: 'Not copied',
        detail: 'The browser refused the clipboard.',
      })
    }
  }
  return (
    <div
      role="toolbar"
      aria-label="Message actions"
      className="flex items-center rounded-md border border-line bg-raised p-0.5 shadow-raised"
    >
      {canAnswer && message.direction === 'inbound' && (
        <ReactButton message={message} onOpenChange={onOpenChange} />
      )}
      {canAnswer && (
        <IconButton
          size="sm"
          label="Reply to this message"
          icon={<Reply size={16} className="rtl:-scale-x-100" />}
          onClick={() => reply(message)}
        />
      )}
      <IconButton
        size="sm"
        label="Copy text"
        icon={<Copy size={15} />}
        onClick={() => void copy()}
      />
      <IconButton
        size="sm"
        label="Message info"
        icon={<Info size={16} />}
        onClick={() => showInfo(message)}
      />
    </div>
  )
}

function ReactButton({
  message,
  onOpenChange,
}: {
  message: Message
  onOpenChange: (isOpen: boolean) => void
}) {
  const { react } = useThreadActions()
  const [isOpen, setIsOpen] = useState(false)
  const [isFull, setIsFull] = useState(false)
  const open = (next: boolean) => {
    setIsOpen(next)
    onOpenChange(next)
    if (!next) setIsFull(false)
  }
  const choose = (emoji: string) => {
    react(message, emoji)
    open(false)
  }
  return (
    <Popover open={isOpen} onOpenChange={open}>
      <PopoverTrigger
        render={<IconButton size="sm" label="React" icon={<SmilePlus size={16} />} />}
      />
      <PopoverContent label="Reactions" side="top" className={isFull ? 'p-0' : 'flex p-1'}>
        {isFull ? (
          <LazyEmojiPicker onChoose={choose} />
        ) : (
          <>
            {QUICK_EMOJI.map((emoji) => (
              <button
                key={emoji}
                type="button"
                aria-label={`React with ${emoji}`}
                onClick={() => choose(emoji)}
                className="flex size-9 items-center justify-center rounded-md text-xl transition-transform hover:scale-115 hover:bg-hover touch:size-11"
              >
                {emoji}
              </button>
            ))}
            <IconButton
              size="md"
              label="More emoji"
              className="size-9"
              icon={<SmilePlus size={17} />}
              onClick={() => setIsFull(true)}
            />
          </>
        )}
      </PopoverContent>
    </Popover>
  )
}
