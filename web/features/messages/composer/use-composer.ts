import { useQueryClient } from '@tanstack/react-query'
import { useAddNote } from '#web/api/conversation-actions.ts'
import type { Outgoing } from '../sending/optimistic-message.ts'
import { sendAttachment, sendText, wordsOf } from '../sending/send-message.ts'
import { rememberWrittenNote } from '../sending/written-note.ts'
import { attachmentOf, takesCaption, type Attachment } from './attachment.ts'
import { changeDraft, draftOf, useDraft } from './drafts.ts'
import { ATTACHMENTS_MAX, CAPTION_MAX_CHARACTERS, TEXT_MAX_CHARACTERS } from './media-limits.ts'
import { splitText } from './split-text.ts'

/** What the composer does with a draft. `outgoing.replyTo` is taken from the draft. */
export function useComposer(outgoing: Omit<Outgoing, 'replyTo'>) {
  const client = useQueryClient()
  const { conversationId } = outgoing
  const draft = useDraft(conversationId)
  const addNote = useAddNote(conversationId)
  const change = (part: Partial<typeof draft>) => changeDraft(conversationId, part)

  const attach = (files: File[]) => {
    if (files.length === 0) return
    const room = ATTACHMENTS_MAX - draftOf(conversationId).attachments.length
    const added = files.slice(0, Math.max(0, room)).map(attachmentOf)
    change({
      mode: 'reply',
      attachments: [...draftOf(conversationId).attachments, ...added],
      problem:
        files.length > room
          ? `${files.length} files are too many at once: the tray holds ${ATTACHMENTS_MAX}.`
          : null,
    })
  }

  /** Sends text and files. A text over the limit goes only as several messages, when that was chosen. */
  const sendReply = (isSplitChosen: boolean) => {
    const { text, attachments, replyTo } = draftOf(conversationId)
    const parts = splitText(text)
    const isTooLong = text.trim().length > TEXT_MAX_CHARACTERS
    if (attachments.some(({ check }) => check.problem !== null)) return
    if ((isTooLong && !isSplitChosen) || (parts.length === 0 && attachments.length === 0)) return
    change({ text: '', attachments: [], replyTo: null, problem: null })

    const captioned = withCaption(attachments, text.trim())
    const texts = captioned === null ? parts : []
    let quoted = replyTo
    for (const attachment of captioned ?? attachments) {
      sendAttachment(client, { ...outgoing, replyTo: quoted }, attachment)
      quoted = null
    }
    for (const part of texts) {
      sendText(client, { ...outgoing, replyTo: quoted }, part)
      quoted = null
    }
  }

  const sendNote = async () => {
    const text = draftOf(conversationId).note.trim()
    if (text === '' || addNote.isPending) return
    change({ problem: null })
    try {
      const note = await addNote.mutateAsync({ text })
      rememberWrittenNote(conversationId, note.id)
      // What was typed meanwhile stays.
      if (draftOf(conversationId).note.trim() === text) change({ note: '' })
    } catch (error) {
      change({ problem: wordsOf(error) })
    }
  }

  const sendVoice = (recording: Attachment) => {
    const { replyTo } = draftOf(conversationId)
    change({ replyTo: null })
    sendAttachment(client, { ...outgoing, replyTo }, recording)
  }

  return {
    draft,
    change,
    attach,
    sendVoice,
    send: (isSplitChosen = false) =>
      draftOf(conversationId).mode === 'note' ? void sendNote() : sendReply(isSplitChosen),
    isBusy: addNote.isPending,
  }
}

/** One file with a text: the text is its caption, as in WhatsApp. Null when the text has to go by itself. */
function withCaption(attachments: Attachment[], text: string): Attachment[] | null {
  const [only] = attachments
  if (only === undefined || attachments.length > 1 || !takesCaption(only)) return null
  return text.length <= CAPTION_MAX_CHARACTERS ? [{ ...only, caption: text }] : null
}
