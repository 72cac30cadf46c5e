import type {
  ChatMessage,
  MessageContent,
  MessageEnvelope,
  MessageStatus,
  Reaction,
  RenderedTemplate,
} from './wire-types.ts'

/** A message as the simulator's API writes it: Meta's object sits in `content` or under its type key. */
export interface RawMessage {
  id: string
  direction: 'to_business' | 'to_person'
  type: string
  timestampMs: number
  status?: string | null
  content?: unknown
  rendered?: RenderedTemplate | null
  context?: {
    message_id?: string
    id?: string
    forwarded?: boolean
    frequently_forwarded?: boolean
  } | null
  reactions?: Reaction[]
  edited?: boolean
  revoked?: boolean
  mediaUrl?: string | null
}

const statuses = new Set(['pending', 'sent', 'delivered', 'read', 'played', 'failed'])

/** Turns a message of the API into the page's own shape, so that no other file knows about absent fields. */
export function readMessage(raw: RawMessage): ChatMessage {
  const envelope: MessageEnvelope = {
    id: raw.id,
    direction: raw.direction,
    timestampMs: raw.timestampMs,
    status: statuses.has(raw.status ?? '') ? (raw.status as MessageStatus) : 'sent',
    repliesTo: raw.context?.message_id ?? raw.context?.id ?? null,
    forwarded: raw.context?.forwarded === true || raw.context?.frequently_forwarded === true,
    reactions: raw.reactions ?? [],
    edited: raw.edited === true,
    revoked: raw.revoked === true,
    mediaUrl: raw.mediaUrl ?? null,
  }
  return { ...envelope, ...readContent(raw) }
}

function readContent(raw: RawMessage): MessageContent {
  const object = raw.content ?? (raw as unknown as Record<string, unknown>)[raw.type]
  const content = (object ?? {}) as never
  switch (raw.type) {
    case 'text':
    case 'image':
    case 'video':
    case 'audio':
    case 'document':
    case 'sticker':
    case 'location':
    case 'interactive':
    case 'button':
    case 'order':
    case 'system':
      return { type: raw.type, content }
    case 'contacts':
      return { type: 'contacts', content: Array.isArray(object) ? object : [] }
    case 'template':
      return { type: 'template', content, rendered: raw.rendered ?? null }
    default:
      return { type: 'unsupported', content: { kind: unsupportedKind(raw.type, object) } }
  }
}

function unsupportedKind(type: string, object: unknown): string {
  if (type !== 'unsupported') return type
  const inner = (object as { type?: unknown } | null | undefined)?.type
  return typeof inner === 'string' ? inner : 'unknown'
}
