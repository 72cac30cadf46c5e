import { Check, Mic, Plus, SendHorizontal, Smile } from 'lucide-react'
import { useEffect, useRef, useState, type ClipboardEvent, type KeyboardEvent } from 'react'
import { useChat } from '../chat/chat-context.ts'
import { attempt } from '../state/notice-store.ts'
import { send } from '../state/send-message.ts'
import { edit } from '../state/thread-actions.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { AttachMenu } from './attach-menu.tsx'
import { editableText, type ComposerMode } from './composer-mode.ts'
import { EmojiGrid } from './emoji-grid.tsx'
import { forgetUnsent, rememberUnsent, unsentText } from './unsent-texts.ts'
import type { PickedAs } from './prepare-file.ts'

interface TextComposerProps {
  mode: ComposerMode
  onDone: () => void
  onRecord: () => void
  onFiles: (files: readonly File[], pickedAs: PickedAs) => void
}

const longestText = 4096

/** The message box with its buttons; drawn anew for each message that is edited. Enter sends, Shift+Enter starts a new line, Escape gives up an answer. */
export function TextComposer({ mode, onDone, onRecord, onFiles }: TextComposerProps) {
  const { chat } = useChat()
  const [text, setText] = useState(() =>
    mode.kind === 'edit' ? editableText(mode.message) : unsentText(chat),
  )
  const [open, setOpen] = useState<'nothing' | 'emoji' | 'attach'>('nothing')
  const box = useRef<HTMLTextAreaElement>(null)
  const isEditing = mode.kind === 'edit'

  useEffect(() => {
    // On a touch screen focus would bring up the keyboard before anybody asked for it.
    if (mode.kind !== 'new' || matchMedia('(pointer: fine)').matches) box.current?.focus()
  }, [mode])

  const change = (next: string) => {
    setText(next)
    if (!isEditing) rememberUnsent(chat, next)
  }
  const finish = () => {
    setText('')
    if (!isEditing) forgetUnsent(chat)
    setOpen('nothing')
    onDone()
  }
  const submit = () => {
    const body = text.trim()
    if (body === '') return
    if (mode.kind === 'edit') attempt(edit(chat, mode.message.id, body))
    else
      void send(chat, {
        type: 'text',
        body,
        repliesTo: mode.kind === 'reply' ? mode.message.id : null,
      })
    finish()
    box.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    // While a word is being composed, Enter belongs to the input method.
    if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
      event.preventDefault()
      submit()
    } else if (event.key === 'Escape') {
      if (open === 'nothing' && mode.kind !== 'new') onDone()
      setOpen('nothing')
    }
  }
  const onPaste = (event: ClipboardEvent) => {
    const files = [...event.clipboardData.files]
    if (files.length === 0) return
    event.preventDefault()
    onFiles(files, 'media')
  }
  const insert = (emoji: string) => {
    const at = box.current?.selectionStart ?? text.length
    change(text.slice(0, at) + emoji + text.slice(box.current?.selectionEnd ?? at))
    requestAnimationFrame(() =>
      box.current?.setSelectionRange(at + emoji.length, at + emoji.length),
    )
  }
  const toggle = (panel: 'emoji' | 'attach') => setOpen(open === panel ? 'nothing' : panel)

  return (
    <>
      {open === 'emoji' ? (
        <div className="animate-fade-in border-b border-line/60 p-2">
          <EmojiGrid onPick={insert} />
        </div>
      ) : null}
      {open === 'attach' ? (
        <AttachMenu onFiles={onFiles} onClose={() => setOpen('nothing')} />
      ) : null}
      <div className="flex items-end gap-1 px-2 pt-2 pb-1.5">
        {isEditing ? null : (
          <IconButton
            icon={Plus}
            label="Attach"
            aria-expanded={open === 'attach'}
            aria-haspopup="menu"
            className={`size-10! transition-transform aria-expanded:rotate-45`}
            iconClassName="size-6"
            onClick={() => toggle('attach')}
          />
        )}
        <div className="flex min-w-0 flex-1 items-end rounded-[1.35rem] bg-field ring-1 ring-line transition-shadow ring-inset focus-within:ring-accent/60">
          <textarea
            ref={box}
            aria-label="Message"
            placeholder="Message"
            dir="auto"
            rows={1}
            value={text}
            maxLength={longestText}
            onChange={(event) => change(event.target.value)}
            onKeyDown={onKeyDown}
            onPaste={onPaste}
            className="field-sizing-content max-h-32 min-h-10 min-w-0 flex-1 resize-none bg-transparent py-2 ps-4 text-[0.95rem] leading-6 outline-none placeholder:text-faint thin-scroll"
          />
          <IconButton
            icon={Smile}
            label="Emoji"
            aria-expanded={open === 'emoji'}
            className="m-0.5 aria-expanded:text-accent"
            onClick={() => toggle('emoji')}
          />
        </div>
        {text.trim() === '' && !isEditing ? (
          <IconButton
            icon={Mic}
            label="Record voice message"
            className={roundLook}
            onClick={onRecord}
          />
        ) : (
          <IconButton
            icon={isEditing ? Check : SendHorizontal}
            label={isEditing ? 'Save' : 'Send'}
            className={roundLook}
            iconClassName="size-5 rtl:-scale-x-100"
            disabled={text.trim() === ''}
            onClick={submit}
          />
        )}
      </div>
    </>
  )
}

const roundLook = 'size-10! bg-accent! text-accent-ink! hover:brightness-110 disabled:opacity-50'
