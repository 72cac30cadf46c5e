import { clsx } from 'clsx'
import { useRef, type KeyboardEvent } from 'react'
import type { Conversation, QuickReply } from '#shared/contracts/conversation.ts'
import { useShortcuts } from '#web/ui/shortcuts.ts'
import type { Outgoing } from '../sending/optimistic-message.ts'
import { AttachmentTray } from './attachment-tray.tsx'
import { LengthNotice, ProblemNotice } from './composer-notices.tsx'
import { ComposerToolbar } from './composer-toolbar.tsx'
import { isBlank, type ComposerMode } from './drafts.ts'
import { QUICK_REPLIES_ID, optionId, QuickReplyList } from './quick-reply-list.tsx'
import { ReplyBar } from './reply-bar.tsx'
import { ShutPanel } from './shut-panel.tsx'
import { splitText } from './split-text.ts'
import { useComposer } from './use-composer.ts'
import { pastedFiles } from './use-file-drop.ts'
import { useQuickReplies } from './use-quick-replies.ts'
import { useRecorder } from './use-recorder.ts'
import { useTypingSignal } from './use-typing-signal.ts'
import { VoiceRecorder } from './voice-recorder.tsx'

/** Where replies and private notes are written. When the window is shut it explains that instead. */
export function Composer({
  conversation,
  outgoing,
  isWindowOpen,
}: {
  conversation: Conversation
  outgoing: Omit<Outgoing, 'replyTo'>
  isWindowOpen: boolean
}) {
  const box = useRef<HTMLTextAreaElement>(null)
  const composer = useComposer(outgoing)
  const { draft, change } = composer
  const recorder = useRecorder()
  const signalTyping = useTypingSignal(conversation.id)
  const isReply = draft.mode === 'reply'
  const isShut = isReply && !isWindowOpen
  const text = isReply ? draft.text : draft.note
  const isRecording = recorder.state.kind !== 'idle' && isReply && !isShut

  const write = (value: string) => {
    change(isReply ? { text: value, problem: null } : { note: value, problem: null })
    if (isReply && value.trim() !== '' && !value.startsWith('/')) signalTyping()
  }
  const insert = (addition: string) => {
    const { selectionStart = text.length, selectionEnd = text.length } = box.current ?? {}
    write(text.slice(0, selectionStart) + addition + text.slice(selectionEnd))
    focusAt(selectionStart + addition.length)
  }
  const focusAt = (position: number) =>
    requestAnimationFrame(() => {
      box.current?.focus()
      box.current?.setSelectionRange(position, position)
    })
  const setMode = (mode: ComposerMode) => {
    change({ mode, problem: null })
    focusAt(text.length)
  }
  const quickReplies = useQuickReplies(isReply ? draft.text : '', (reply: QuickReply) => {
    change({ text: reply.text })
    focusAt(reply.text.length)
  })
  useShortcuts([
    {
      combos: ['Alt+l', 'r'],
      title: 'Write a reply',
      group: 'Conversation',
      run: () => setMode('reply'),
    },
    {
      combos: ['Alt+p', 'n'],
      title: 'Write a private note',
      group: 'Conversation',
      run: () => setMode('note'),
    },
  ])

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing || quickReplies.onKeyDown(event)) return
    if (event.key === 'Enter' && !event.shiftKey && !event.altKey) {
      event.preventDefault()
      composer.send()
    } else if (event.key === 'Escape' && draft.replyTo !== null) change({ replyTo: null })
  }
  const hasOneCaption = draft.attachments.length === 1
  return (
    <div className="relative shrink-0 bg-canvas px-3 pb-[calc(0.75rem+env(safe-area-inset-bottom))] sm:px-5">
      <div
        className={clsx(
          'relative mx-auto max-w-180 rounded-xl border shadow-raised transition-[border-color,box-shadow,background-color]',
          isReply ? 'border-line-strong bg-raised' : 'border-warning/40 bg-note',
          !isShut &&
            'has-[textarea:focus]:border-focus has-[textarea:focus]:ring-2 has-[textarea:focus]:ring-focus/20',
        )}
      >
        {isReply && quickReplies.isOpen && !isShut && (
          <QuickReplyList
            replies={quickReplies.replies}
            activeIndex={quickReplies.activeIndex}
            onPoint={quickReplies.mark}
            onChoose={(reply) => {
              change({ text: reply.text })
              focusAt(reply.text.length)
            }}
          />
        )}
        {draft.problem !== null && !isShut && (
          <ProblemNotice problem={draft.problem} onRetry={() => composer.send()} />
        )}
        {isShut ? (
          <ShutPanel
            window={conversation.window}
            hasDraft={!isBlank(draft)}
            onNote={() => setMode('note')}
          />
        ) : isRecording ? (
          <VoiceRecorder
            recorder={recorder}
            onSend={(recording) => {
              composer.sendVoice(recording)
              recorder.reset(true)
            }}
          />
        ) : (
          <>
            {isReply && draft.replyTo !== null && (
              <ReplyBar message={draft.replyTo} onCancel={() => change({ replyTo: null })} />
            )}
            {isReply && draft.attachments.length > 0 && (
              <AttachmentTray
                attachments={draft.attachments}
                onChange={(attachments) => change({ attachments })}
              />
            )}
            <textarea
              ref={box}
              dir="auto"
              rows={1}
              value={text}
              aria-label={isReply ? 'Message' : 'Private note'}
              aria-autocomplete={isReply ? 'list' : undefined}
              aria-controls={quickReplies.isOpen ? QUICK_REPLIES_ID : undefined}
              aria-activedescendant={
                quickReplies.isOpen && quickReplies.active !== null
                  ? optionId(quickReplies.active)
                  : undefined
              }
              placeholder={
                !isReply
                  ? 'Only your team sees this'
                  : hasOneCaption
                    ? 'Add a caption'
                    : `Message ${conversation.contact.name}`
              }
              onChange={(event) => write(event.currentTarget.value)}
              onKeyDown={onKeyDown}
              onPaste={(event) => {
                const files = pastedFiles(event)
                if (!isReply || files.length === 0) return
                event.preventDefault()
                composer.attach(files)
              }}
              className="block field-sizing-content max-h-60 min-h-11 w-full resize-none bg-transparent px-3.5 pt-3 pb-1.5 text-base outline-none placeholder:text-faint touch:text-lg"
            />
            {isReply && (
              <LengthNotice
                length={text.trim().length}
                parts={splitText(text).length}
                onSplit={() => composer.send(true)}
              />
            )}
          </>
        )}
        {!isRecording && !isShut && (
          <ComposerToolbar
            conversationId={conversation.id}
            mode={draft.mode}
            onMode={setMode}
            canRecord={isReply && isBlank(draft)}
            isBusy={composer.isBusy}
            onFiles={composer.attach}
            onEmoji={insert}
            canQuickReply={isReply && draft.text.trim() === ''}
            onQuickReplies={() => {
              change({ text: '/' })
              focusAt(1)
            }}
            onRecord={recorder.start}
            onSend={() => composer.send()}
          />
        )}
      </div>
    </div>
  )
}
