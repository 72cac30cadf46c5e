import { useImperativeHandle, useState, type Ref } from 'react'
import { BlankScreen } from '../device/blank-screen.tsx'
import { isSameDay } from '../message/format-time.ts'
import { MessageRow } from '../message/message-row.tsx'
import { TypingBubble } from '../message/typing-bubble.tsx'
import { loadThread } from '../state/thread-actions.ts'
import type { Thread, ThreadEntry } from '../state/thread-store.ts'
import { useChat } from './chat-context.ts'
import { ChatIntro } from './chat-intro.tsx'
import { DayLine } from './day-line.tsx'
import { JumpToNewest } from './jump-to-newest.tsx'
import { LoadingBubbles } from './loading-bubbles.tsx'
import { useLogScroll } from './use-log-scroll.ts'

export interface MessageLogHandle {
  jumpTo: (wamid: string) => void
}

// Bubbles of one side that follow each other within this time belong together: one tail for all.
const groupWithinMs = 5 * 60_000

export function MessageLog({ thread, ref }: { thread: Thread; ref: Ref<MessageLogHandle> }) {
  const { chat } = useChat()
  const [flashed, setFlashed] = useState<string | null>(null)
  const { logRef, contentRef, isAtEnd, newBelow, toEnd, onScroll, reveal } = useLogScroll(
    chat,
    thread,
  )

  useImperativeHandle(ref, () => ({
    jumpTo: (wamid) => {
      if (!reveal(wamid)) return
      setFlashed(null)
      requestAnimationFrame(() => setFlashed(wamid))
    },
  }))

  return (
    <div className="min-h-0 flex-1 wallpaper">
      <div
        ref={logRef}
        role="log"
        aria-label="Messages"
        aria-busy={thread.phase === 'loading'}
        onScroll={onScroll}
        className="absolute inset-0 overflow-x-hidden overflow-y-auto overscroll-contain [overflow-anchor:none] focus-visible:-outline-offset-2 thin-scroll"
      >
        <div ref={contentRef} className="flex min-h-full flex-col justify-end px-3 pt-3 pb-2.5">
          {thread.phase === 'failed' ? <FailedLog onRetry={() => void loadThread(chat)} /> : null}
          {thread.phase === 'loading' ? <LoadingBubbles /> : null}
          {thread.phase === 'ready' && !thread.hasOlder ? <ChatIntro /> : null}
          <Rows entries={thread.entries} flashed={flashed} />
          {thread.isTyping ? <TypingBubble /> : null}
        </div>
      </div>
      {isAtEnd ? null : <JumpToNewest count={newBelow} onJump={toEnd} />}
    </div>
  )
}

function Rows({ entries, flashed }: { entries: readonly ThreadEntry[]; flashed: string | null }) {
  const byId = new Map(entries.map((entry) => [entry.message.id, entry.message]))
  return entries.map((entry, place) => {
    const { message } = entry
    const before = entries[place - 1]?.message
    const isNewDay = before === undefined || !isSameDay(before.timestampMs, message.timestampMs)
    const opensGroup =
      isNewDay ||
      before.direction !== message.direction ||
      before.type === 'system' ||
      message.timestampMs - before.timestampMs > groupWithinMs
    return (
      <div key={entry.key} data-message-id={message.id}>
        {isNewDay ? <DayLine timeMs={message.timestampMs} /> : null}
        <MessageRow
          entry={entry}
          opensGroup={opensGroup}
          quoted={message.repliesTo === null ? undefined : (byId.get(message.repliesTo) ?? null)}
          isFlashed={flashed === message.id}
        />
      </div>
    )
  })
}

function FailedLog({ onRetry }: { onRetry: () => void }) {
  return (
    <div className="my-auto">
      <BlankScreen
        title="This chat could not be loaded"
        text="The simulator did not answer."
        action="Try again"
        onAction={onRetry}
      />
    </div>
  )
}
