import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Note } from '#shared/contracts/conversation.ts'
import { useServerNowMs } from '#web/api/clock.ts'
import { useAddNote } from '#web/api/conversation-actions.ts'
import { notesQuery } from '#web/api/conversation-queries.ts'
import { Avatar } from '#web/ui/avatar.tsx'
import { Button } from '#web/ui/button.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { TextArea } from '#web/ui/text-area.tsx'
import { fullTime, rowTime } from '../row-time.ts'
import { sayFailure } from '../use-conversation-commands.ts'
import { PanelSection } from './panel-section.tsx'

/** What the team tells itself about the conversation. */
export function NotesSection({ conversationId }: { conversationId: string }) {
  const notes = useQuery(notesQuery(conversationId))
  const addNote = useAddNote(conversationId)
  const [draft, setDraft] = useState('')
  const isEmpty = draft.trim() === ''

  const save = async () => {
    if (isEmpty || addNote.isPending) return
    try {
      await addNote.mutateAsync({ text: draft.trim() })
      setDraft('')
    } catch (error) {
      sayFailure('The note was not saved', error)
    }
  }
  return (
    <PanelSection
      title="Notes"
      aside={<span className="text-xs text-faint">Only your team sees this</span>}
    >
      <TextArea
        label="New note"
        isLabelHidden
        placeholder="Write a note…"
        maxLength={4000}
        value={draft}
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
          event.preventDefault()
          void save()
        }}
        className="max-h-48 min-h-9 bg-note! placeholder:text-muted"
      />
      {!isEmpty && (
        <div className="mt-2 flex justify-end gap-2">
          <Button tone="ghost" size="sm" onClick={() => setDraft('')}>
            Discard
          </Button>
          <Button tone="primary" size="sm" isBusy={addNote.isPending} onClick={() => void save()}>
            Save note
          </Button>
        </div>
      )}
      {notes.isPending && <Skeleton className="mt-3 h-12 w-full" />}
      {notes.isError && (
        <p className="mt-3 flex items-center justify-between gap-2 text-sm text-muted">
          The notes could not be loaded.
          <Button size="sm" onClick={() => void notes.refetch()}>
            Retry
          </Button>
        </p>
      )}
      {notes.data !== undefined && notes.data.length > 0 && (
        <ul className="mt-3 flex flex-col gap-3">
          {notes.data.toReversed().map((note) => (
            <NoteItem key={note.id} note={note} />
          ))}
        </ul>
      )}
    </PanelSection>
  )
}

function NoteItem({ note }: { note: Note }) {
  const nowMs = useServerNowMs()
  return (
    <li className="rounded-md bg-note px-3 py-2.5">
      <p className="mb-1 flex items-center gap-1.5 text-xs text-muted">
        <Avatar name={note.author.name} seed={note.author.id} size={16} />
        <span className="min-w-0 flex-1 truncate font-medium">{note.author.name}</span>
        <time dateTime={note.createdAt} title={fullTime(note.createdAt)} className="tabular">
          {rowTime(note.createdAt, nowMs)}
        </time>
      </p>
      <p dir="auto" className="text-start text-base wrap-anywhere whitespace-pre-wrap">
        {note.text}
      </p>
    </li>
  )
}
