import type { Readable } from 'node:stream'

/** What a call needs to know of the business phone number it is made for. The token never leaves this object. */
export type GraphChannel = { phoneNumberId: string; accessToken: string }

/** An error object of the Graph API, in our spelling. */
export type GraphError = {
  httpStatus: number
  code: number
  subcode: number | null
  title: string
  details: string | null
  fbtraceId: string | null
}

/**
 * Outcome of one request to send. `unknown`: the request may have reached Meta, the answer never came; it is
 * neither failed nor to be repeated blindly, because Meta has no idempotency key. `not_sent`: it surely did not
 * leave (no connection), so it may be tried again.
 */
export type SendOutcome =
  | {
      kind: 'accepted'
      wamid: string
      waId: string | null
      userId: string | null
      fbtraceId: string | null
    }
  | { kind: 'refused'; error: GraphError }
  | { kind: 'unknown'; reason: string }
  | { kind: 'not_sent'; reason: string }

/** What the log tells of a send beside its outcome: the request of ours that made the message. */
export type SendTrace = { requestId: string | null }

export type MediaFacts = { url: string; mimeType: string; sha256: string; sizeBytes: number }

export type GraphClient = {
  sendMessage(
    channel: GraphChannel,
    body: Record<string, unknown>,
    trace?: SendTrace,
  ): Promise<SendOutcome>
  /** Marks the message and all before it as read; optionally shows "typing…" for up to 25 s. @throws GraphRefusal */
  markRead(channel: GraphChannel, wamid: string, options: { isTyping: boolean }): Promise<void>
  /** @returns Meta's media id. @throws GraphRefusal */
  uploadMedia(
    channel: GraphChannel,
    file: { bytes: Readable; mimeType: string; fileName: string; sizeBytes: number },
  ): Promise<string>
  /** @throws GraphRefusal */
  mediaFacts(channel: GraphChannel, metaMediaId: string): Promise<MediaFacts>
  /** @throws GraphRefusal when the link is gone (404), for example after its five minutes. */
  downloadMedia(
    channel: GraphChannel,
    url: string,
  ): Promise<{ bytes: Readable; sizeBytes: number | null }>
  close(): Promise<void>
}

/** Meta said no. Network failures are thrown as they are. */
export class GraphRefusal extends Error {
  override readonly name = 'GraphRefusal'
  readonly error: GraphError

  constructor(error: GraphError) {
    super(`Graph API error ${error.code}: ${error.title}`)
    this.error = error
  }
}
