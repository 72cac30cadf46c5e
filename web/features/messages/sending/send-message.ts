import type { QueryClient } from '@tanstack/react-query'
import type { Message, NewMessageInput } from '#shared/contracts/message.ts'
import { request } from '#web/api/http.ts'
import { queryKeys } from '#web/api/query-keys.ts'
import type { Attachment } from '../composer/attachment.ts'
import { changeDraft, draftOf, isBlank } from '../composer/drafts.ts'
import { valueAt } from '../content.ts'
import { rememberMediaUrl } from '../media/media-url.ts'
import {
  addLocalSend,
  changeLocalSend,
  removeLocalSend,
  settleLocalSend,
  type LocalSend,
} from './local-send.ts'
import { isMessageLoaded, storeMessage } from '../loading/message-queries.ts'
import { envelopeOf, mediaBody, optimisticMessage, type Outgoing } from './optimistic-message.ts'
import { uploadMedia } from './upload-media.ts'

/** The end of each lane: texts of a conversation go out in the order written, files in theirs, neither waits for the other. */
const laneEnds = new Map<string, Promise<void>>()
const uploads = new Map<string, AbortController>()

function inLane(lane: string, work: () => Promise<void>): void {
  const end = (laneEnds.get(lane) ?? Promise.resolve()).then(work)
  laneEnds.set(lane, end)
}

/** Shows the text at once and sends it. Failure brings it back: into the empty box, or onto its bubble. */
export function sendText(client: QueryClient, outgoing: Outgoing, body: string): void {
  const id = `local ${crypto.randomUUID()}`
  const posted: NewMessageInput = { ...envelopeOf(outgoing), type: 'text', text: { body } }
  const message = optimisticMessage(id, outgoing, posted, null)
  start(client, {
    id,
    outgoing,
    state: 'sending',
    message,
    body: posted,
    idempotencyKey: crypto.randomUUID(),
    attachment: null,
    uploadedFraction: 0,
    problem: null,
  })
}

/** Uploads the file and sends it; its bubble shows the progress. */
export function sendAttachment(
  client: QueryClient,
  outgoing: Outgoing,
  attachment: Attachment,
): void {
  const id = `local ${crypto.randomUUID()}`
  const body = mediaBody(outgoing, attachment, id)
  start(client, {
    id,
    outgoing,
    state: 'uploading',
    message: optimisticMessage(id, outgoing, body, attachment),
    body,
    idempotencyKey: crypto.randomUUID(),
    attachment,
    uploadedFraction: 0,
    problem: null,
  })
}

function start(client: QueryClient, send: LocalSend): void {
  addLocalSend(send.outgoing.conversationId, send)
  attempt(client, send)
}

function attempt(client: QueryClient, send: LocalSend): void {
  const { conversationId } = send.outgoing
  const isFile = send.attachment !== null
  if (isFile) uploads.set(send.id, new AbortController())
  inLane(`${conversationId} ${isFile ? 'files' : 'texts'}`, async () => {
    try {
      const body = await uploaded(send)
      if (body === null) return
      const message = await request<Message>('/messages', {
        method: 'POST',
        body,
        idempotencyKey: send.idempotencyKey,
      })
      const previewUrl = send.attachment?.previewUrl ?? null
      if (message.media !== null && previewUrl !== null)
        rememberMediaUrl(message.media.id, previewUrl)
      // A live hint may have been faster than this answer: then the message already has a bubble of its own.
      if (isMessageLoaded(client, message)) removeLocalSend(conversationId, send.id)
      else settleLocalSend(send, message)
      storeMessage(client, message)
    } catch (error) {
      comeBack(client, send, wordsOf(error))
    }
  })
}

/** Uploads the file, if there is one. Null when the person cancelled. */
async function uploaded(send: LocalSend): Promise<NewMessageInput | null> {
  const { conversationId } = send.outgoing
  if (send.attachment === null) return send.body
  const signal = uploads.get(send.id)?.signal ?? AbortSignal.abort()
  try {
    const media = await uploadMedia({
      file: send.attachment.file,
      isVoice: send.attachment.isVoice,
      signal,
      onProgress: (uploadedFraction) =>
        changeLocalSend(conversationId, send.id, { uploadedFraction }),
    })
    changeLocalSend(conversationId, send.id, { state: 'sending', uploadedFraction: 1 })
    return mediaBody(send.outgoing, send.attachment, media.id)
  } catch (error) {
    if (signal.aborted) return null
    throw error
  } finally {
    uploads.delete(send.id)
  }
}

function comeBack(client: QueryClient, send: LocalSend, problem: string): void {
  const { conversationId, replyTo } = send.outgoing
  // The window may have shut, or the contact opted out, since this screen last heard.
  void client.invalidateQueries({ queryKey: queryKeys.conversation(conversationId) })
  const text = valueAt(send.message.content, 'text', 'body')
  const isBoxFree = isBlank(draftOf(conversationId))
  if (send.attachment === null && typeof text === 'string' && isBoxFree) {
    removeLocalSend(conversationId, send.id)
    changeDraft(conversationId, { mode: 'reply', text, replyTo, problem })
    return
  }
  changeLocalSend(conversationId, send.id, {
    state: 'failed',
    problem,
    message: { ...send.message, status: 'failed' },
  })
}

export const wordsOf = (error: unknown): string =>
  error instanceof Error ? error.message : 'Something went wrong.'

/** Tries a failed send again, with the same idempotency key. */
export function retrySend(client: QueryClient, send: LocalSend): void {
  const again: LocalSend = {
    ...send,
    state: send.attachment === null ? 'sending' : 'uploading',
    problem: null,
    uploadedFraction: 0,
    message: { ...send.message, status: 'queued' },
  }
  changeLocalSend(send.outgoing.conversationId, send.id, again)
  attempt(client, again)
}

/** Stops an upload, or throws a failed send away. */
export function discardSend(send: LocalSend): void {
  uploads.get(send.id)?.abort()
  uploads.delete(send.id)
  removeLocalSend(send.outgoing.conversationId, send.id)
}
