import { metaError } from '#simulator/graph/error-catalogue.ts'
import { mediaUrl } from '#simulator/media/media-url.ts'
import { isMediaType } from '#simulator/media/media-of-content.ts'
import { bsuidFor } from '#simulator/people/bsuid.ts'
import { findMedia } from '#simulator/store/media-store.ts'
import { findMessage, type StoredMessage } from '#simulator/store/message-store.ts'
import type { BusinessNumber } from '#simulator/store/number-store.ts'
import type { Person } from '#simulator/store/person-store.ts'
import type { World } from '#simulator/world.ts'
import { contactOf, visibleWaId, withoutAbsent } from './contact-identity.ts'
import { sendWebhook } from './send-webhook.ts'

/** Tells the business what the person wrote. */
export function sendMessageWebhook(
  world: World,
  message: StoredMessage,
  person: Person,
  number: BusinessNumber,
): void {
  sendPersonWebhook(world, person, number, {
    wamid: message.wamid,
    timestampMs: message.timestampMs,
    type: message.type,
    parts: {
      ...typeParts(world, message),
      context: webhookContext(world, message, person, number),
      referral: message.referral,
    },
  })
}

type PersonWebhook = {
  wamid: string
  timestampMs: number
  type: string
  parts: Record<string, unknown>
}

/** Any item of `messages[]` that comes from a person. */
export function sendPersonWebhook(
  world: World,
  person: Person,
  number: BusinessNumber,
  { wamid, timestampMs, type, parts }: PersonWebhook,
): void {
  sendWebhook(world, {
    number,
    personId: person.id,
    field: 'messages',
    label: `messages.${type}`,
    wamid,
    value: {
      contacts: [contactOf(world, person, number)],
      messages: [
        withoutAbsent({
          from: visibleWaId(person),
          from_user_id: bsuidFor(world.store, person, number.businessId),
          id: wamid,
          timestamp: String(Math.floor(timestampMs / 1000)),
          type,
          ...parts,
        }),
      ],
    },
  })
}

function typeParts(world: World, { type, content, mediaId }: StoredMessage) {
  if (type === 'unsupported') {
    const { title, details } = metaError(131051)
    const { type: kind } = content as { type?: string }
    return {
      errors: [{ code: 131051, title, message: title, error_data: { details } }],
      unsupported: kind === undefined ? null : { type: kind },
    }
  }
  if (isMediaType(type)) return { [type]: withMediaUrl(world, content, mediaId) }
  return { [type]: content }
}

/** Since November 2025 media webhooks carry a download URL, good for five minutes. */
export function withMediaUrl(world: World, content: unknown, mediaId: string | null): object {
  const media = mediaId === null ? undefined : findMedia(world.store, mediaId)
  return {
    ...(content as object),
    ...(media === undefined ? {} : { url: mediaUrl(world, media) }),
  }
}

function webhookContext(
  world: World,
  { context }: StoredMessage,
  person: Person,
  number: BusinessNumber,
) {
  if (context === null) return null
  const { message_id: quotedWamid, ...flags } = context
  if (quotedWamid === undefined) return flags
  const isOwn = findMessage(world.store, quotedWamid)?.direction === 'to_business'
  return withoutAbsent({
    from: isOwn ? visibleWaId(person) : number.displayPhoneNumber.replace(/\D/g, ''),
    id: quotedWamid,
    ...flags,
  })
}
