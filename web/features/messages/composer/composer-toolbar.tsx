import {
  FileText,
  Image as ImageIcon,
  Mic,
  Paperclip,
  Plus,
  SendHorizontal,
  Smile,
  Zap,
} from 'lucide-react'
import { useRef, useState } from 'react'
import { Button } from '#web/ui/button.tsx'
import { IconButton } from '#web/ui/icon-button.tsx'
import { Menu, MenuContent, MenuItem, MenuTrigger } from '#web/ui/menu.tsx'
import { Popover, PopoverContent, PopoverTrigger } from '#web/ui/popover.tsx'
import { Segmented } from '#web/ui/segmented.tsx'
import { useMediaQuery } from '#web/ui/use-media-query.ts'
import type { ComposerMode } from './drafts.ts'
import { LazyEmojiPicker } from './lazy-emoji-picker.tsx'
import { PICTURE_TYPES } from './media-limits.ts'

const MODES = [
  { value: 'reply', label: 'Reply' },
  { value: 'note', label: 'Note' },
] as const

/** Fingers need 44 px for each tool: phones, and tablets with the list beside the thread, lack the room for all. */
const FEW_TOOLS = '(pointer: coarse) and (max-width: 56rem)'

/** Below the box: mode, what can be added, and Send. */
export function ComposerToolbar(props: {
  conversationId: string
  mode: ComposerMode
  onMode: (mode: ComposerMode) => void
  canRecord: boolean
  /** The box is empty: a quick reply would take its place. */
  canQuickReply: boolean
  isBusy: boolean
  onFiles: (files: File[]) => void
  onEmoji: (emoji: string) => void
  onQuickReplies: () => void
  onRecord: () => void
  onSend: () => void
}) {
  const { mode } = props
  const isReply = mode === 'reply'
  const hasFewTools = useMediaQuery(FEW_TOOLS)
  return (
    <div className="@container flex flex-wrap items-center gap-x-0.5 gap-y-1 px-2 pb-2">
      <div className="me-1.5">
        <Segmented
          label="Write"
          name={`mode ${props.conversationId}`}
          value={mode}
          options={MODES}
          onChange={props.onMode}
        />
      </div>
      {isReply && (
        <AttachMenu
          onFiles={props.onFiles}
          onQuickReplies={props.canQuickReply && hasFewTools ? props.onQuickReplies : null}
        />
      )}
      <EmojiButton onEmoji={props.onEmoji} />
      {props.canQuickReply && !hasFewTools && (
        <IconButton
          label="Quick replies"
          keys={['/']}
          icon={<Zap size={17} />}
          onClick={props.onQuickReplies}
        />
      )}
      <span className="flex-1" />
      {props.canRecord && (
        <IconButton label="Record a voice note" icon={<Mic size={18} />} onClick={props.onRecord} />
      )}
      <Button
        tone="primary"
        className="ms-1 min-w-8 @max-[26rem]:px-2.5 touch:min-w-11"
        isBusy={props.isBusy}
        icon={<SendHorizontal size={15} className="rtl:-scale-x-100" />}
        onClick={props.onSend}
      >
        {isReply ? <span className="@max-[26rem]:sr-only">Send</span> : 'Add note'}
      </Button>
    </div>
  )
}

function AttachMenu({
  onFiles,
  onQuickReplies,
}: {
  onFiles: (files: File[]) => void
  /** Offered here where the toolbar has no room for a button of its own. */
  onQuickReplies: (() => void) | null
}) {
  const pictures = useRef<HTMLInputElement>(null)
  const files = useRef<HTMLInputElement>(null)
  const take = (input: HTMLInputElement) => {
    onFiles([...(input.files ?? [])])
    // The same file again is a change again.
    input.value = ''
  }
  return (
    <>
      <Menu>
        <MenuTrigger
          render={
            onQuickReplies === null ? (
              <IconButton label="Attach" icon={<Paperclip size={17} />} />
            ) : (
              <IconButton label="Attach and quick replies" icon={<Plus size={20} />} />
            )
          }
        />
        <MenuContent side="top">
          <MenuItem icon={<ImageIcon size={16} />} onClick={() => pictures.current?.click()}>
            Photo or video
          </MenuItem>
          <MenuItem icon={<FileText size={16} />} onClick={() => files.current?.click()}>
            Document or audio
          </MenuItem>
          {onQuickReplies !== null && (
            <MenuItem icon={<Zap size={16} />} onClick={onQuickReplies}>
              Quick replies
            </MenuItem>
          )}
        </MenuContent>
      </Menu>
      <input
        ref={pictures}
        type="file"
        multiple
        hidden
        aria-label="Photos and videos"
        accept={PICTURE_TYPES}
        onChange={(event) => take(event.currentTarget)}
      />
      <input
        ref={files}
        type="file"
        multiple
        hidden
        aria-label="Files"
        onChange={(event) => take(event.currentTarget)}
      />
    </>
  )
}

function EmojiButton({ onEmoji }: { onEmoji: (emoji: string) => void }) {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <Popover open={isOpen} onOpenChange={setIsOpen}>
      <PopoverTrigger render={<IconButton label="Emoji" icon={<Smile size={18} />} />} />
      <PopoverContent label="Emoji" side="top" className="p-0">
        <LazyEmojiPicker
          onChoose={(emoji) => {
            onEmoji(emoji)
            setIsOpen(false)
          }}
        />
      </PopoverContent>
    </Popover>
  )
}
