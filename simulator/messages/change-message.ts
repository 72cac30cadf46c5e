import { rules } from '#simulator/rules.ts'
import {
  findMessage,
  revokeMessage,
  updateContent,
  type StoredMessage,
} from '#simulator/store/message-store.ts'
import type { BusinessNumber } from '#simulator/store/number-store.ts'
import type { Person } from '#simulator/store/person-store.ts'
import { isMediaType } from '#simulator/media/media-of-content.ts'
import { sendPersonWebhook, withMediaUrl } from '#simulator/webhooks/message-webhook.ts'
import type { World } from '#simulator/world.ts'
import { presentMessage } from './present-message.ts'
import { publishChat } from './present-chat.ts'
import { personKey } from './receive-message.ts'
import { createWamid } from './wamid.ts'

/**
 * Replaces the text or caption of a message the person wrote.
 * @returns null, or why WhatsApp would not let them, as a sentence.
 */
export function editMessage(
  world: World,
  person: Person,
  number: BusinessNumber,
  { message, text }: { message: StoredMessage; text: string },
): string | null {
  const { store, clock } = world
  if (message.isRevoked) return 'The message was deleted.'
  if (clock.now() - message.timestampMs >= rules.editWindowMs.value) return rules.editWindowMs.says
  const content = editedContent(message, text)
  if (content === null) return `A message of type ${message.type} has no text to edit.`

  store.transaction(() => {
    updateContent(store, message.wamid, content)
    sendPersonWebhook(world, person, number, {
      wamid: createWamid('to_business', personKey(person)),
      timestampMs: clock.now(),
      type: 'edit',
      parts: {
        edit: {
          original_message_id: message.wamid,
          message: {
            // Meta's samples carry this constant, not an id of the quoted message.
            context: { id: 'M0' },
            type: message.type,
            [message.type]: isMediaType(message.type)
              ? withMediaUrl(world, content, message.mediaId)
              : content,
          },
        },
      },
    })
  })
  publishChanged(world, person, number, message.wamid)
  return null
}

function editedContent({ type, content }: StoredMessage, text: string): object | null {
  if (type === 'text') return { ...(content as object), body: text }
  if (type === 'image' || type === 'video' || type === 'document') {
    return { ...(content as object), caption: text }
  }
  return null
}

/** Deletes for everyone; the business is told and the content is gone here. */
export function revokeOwnMessage(
  world: World,
  person: Person,
  number: BusinessNumber,
  message: StoredMessage,
): string | null {
  const { store, clock } = world
  if (message.isRevoked) return null
  if (clock.now() - message.timestampMs >= rules.revokeWindowMs.value) {
    return rules.revokeWindowMs.says
  }
  store.transaction(() => {
    revokeMessage(store, message.wamid)
    sendPersonWebhook(world, person, number, {
      wamid: createWamid('to_business', personKey(person)),
      timestampMs: clock.now(),
      type: 'revoke',
      parts: { revoke: { original_message_id: message.wamid } },
    })
  })
  publishChanged(world, person, number, message.wamid)
  return null
}

function publishChanged(world: World, person: Person, number: BusinessNumber, wamid: string): void {
  const message = findMessage(world.store, wamid)
  if (message === undefined || !world.events.hasListeners()) return
  world.events.publish({
    event: 'message',
    personId: person.id,
    phoneNumberId: number.phoneNumberId,
    message: presentMessage(world, message),
  })
  publishChat(world, person.id, number)
}
