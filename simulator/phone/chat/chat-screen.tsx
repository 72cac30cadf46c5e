import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { BusinessNumber, ChatMessage, Person } from '../simulator-api/wire-types.ts'
import { Composer } from '../composer/composer.tsx'
import type { ComposerMode } from '../composer/composer-mode.ts'
import { useStore } from '../state/create-store.ts'
import { loadThread } from '../state/thread-actions.ts'
import { emptyThread, threadId, threadStore } from '../state/thread-store.ts'
import { MediaViewer } from '../viewer/media-viewer.tsx'
import {
  ChatContext,
  type ChatContextValue,
  type ChatSheet,
  type ViewedMedia,
} from './chat-context.ts'
import { ChatHeader } from './chat-header.tsx'
import { ChatSheets } from './chat-sheets.tsx'
import { MessageActions, type ActionsTarget } from './message-actions.tsx'
import { MessageLog, type MessageLogHandle } from './message-log.tsx'
import { useReadReports } from './use-read-reports.ts'

/** One chat of a person with a business. */
export function ChatScreen({ person, number }: { person: Person; number: BusinessNumber }) {
  const chat = useMemo(
    () => ({ personId: person.id, phoneNumberId: number.phoneNumberId }),
    [person.id, number.phoneNumberId],
  )
  const thread = useStore(threadStore, (all) => all[threadId(chat)] ?? emptyThread)
  const [mode, setMode] = useState<ComposerMode>({ kind: 'new' })
  const [target, setTarget] = useState<ActionsTarget | null>(null)
  const [viewed, setViewed] = useState<ViewedMedia | null>(null)
  const [sheet, setSheet] = useState<ChatSheet | null>(null)
  const log = useRef<MessageLogHandle>(null)

  useEffect(() => void loadThread(chat), [chat])
  useReadReports(chat, thread)

  const reply = useCallback((message: ChatMessage) => setMode({ kind: 'reply', message }), [])
  const startEdit = useCallback((message: ChatMessage) => setMode({ kind: 'edit', message }), [])
  const value = useMemo<ChatContextValue>(
    () => ({
      chat,
      person,
      number,
      reply,
      startEdit,
      jumpTo: (wamid) => log.current?.jumpTo(wamid),
      openActions: (entry, bubble, startWith) =>
        setTarget({ entry, rect: bubble.getBoundingClientRect(), startWith }),
      openViewer: setViewed,
      openSheet: setSheet,
    }),
    [chat, person, number, reply, startEdit],
  )

  return (
    <ChatContext value={value}>
      <section
        aria-label={`Chat with ${number.verifiedName}`}
        className="absolute inset-0 flex animate-screen-in flex-col bg-screen"
      >
        <ChatHeader thread={thread} />
        <MessageLog ref={log} thread={thread} />
        <Composer mode={mode} onModeChange={setMode} />
      </section>
      {target === null ? null : <MessageActions target={target} onClose={() => setTarget(null)} />}
      {sheet === null ? null : <ChatSheets sheet={sheet} onClose={() => setSheet(null)} />}
      {viewed === null ? null : <MediaViewer viewed={viewed} onClose={() => setViewed(null)} />}
    </ChatContext>
  )
}
