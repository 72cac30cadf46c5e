import { mediaIdOf } from '#simulator/media/media-of-content.ts'
import { startProgress } from '#simulator/messages/progress-message.ts'
import { isWindowOpen } from '#simulator/messages/service-window.ts'
import { createWamid } from '#simulator/messages/wamid.ts'
import { rules } from '#simulator/rules.ts'
import { findChat, ensureChat } from '#simulator/store/chat-store.ts'
import { insertMessage } from '#simulator/store/message-store.ts'
import { findNumber, type BusinessNumber } from '#simulator/store/number-store.ts'
import type { World } from '#simulator/world.ts'
import { checkContent } from './check-content.ts'
import { isObject, type Fields } from './content/check.ts'
import { findRecipientPerson, readRecipient, type Recipient } from './find-recipient.ts'
import { GraphError, objectNotFound } from './graph-error.ts'

export type SendRequest = { phoneNumberId: string; accessToken: string; body: Fields }

/**
 * Accepts a message or refuses it, checking in Meta's order: envelope, number, content, window,
 * rate. Accepted is not delivered: the rest is told by webhooks.
 * @source Meta, Cloud API, send messages; read 2026-11-20.
 */
export function sendMessage(world: World, { phoneNumberId, accessToken, body }: SendRequest) {
  const envelope = readEnvelope(body)
  const number = requireNumber(world, phoneNumberId, accessToken)
  const { type } = envelope
  const { content, template, rendered } = checkContent(type, body, {
    store: world.store,
    number,
    nowMs: world.clock.now(),
  })
  const recipient: Recipient = {
    ...envelope.recipient,
    person: findRecipientPerson(world, number, envelope.recipient),
  }
  if (recipient.address === number.displayPhoneNumber.replace(/\D/g, '')) {
    throw new GraphError(131021)
  }
  const isAuthentication = template?.category === 'AUTHENTICATION'
  if (isAuthentication && recipient.kind === 'bsuid') throw new GraphError(131062)
  if (template === null) requireOpenWindow(world, number, recipient)
  const limitCode = world.limits.takeOutbound(number, recipient.person?.id ?? recipient.address)
  if (limitCode !== null) throw new GraphError(limitCode)

  const wamid = createWamid('to_person', recipient.address)
  const { person } = recipient
  world.store.transaction(() => {
    insertMessage(world.store, {
      wamid,
      phoneNumberId,
      personId: person?.id ?? null,
      recipient: recipient.address,
      recipientKind: recipient.kind,
      direction: 'to_person',
      type,
      content,
      rendered,
      context: envelope.quotedWamid === null ? null : { message_id: envelope.quotedWamid },
      mediaId: mediaIdOf(type, content, rendered),
      timestampMs: world.clock.now(),
      status: 'accepted',
      category: template?.category.toLowerCase() ?? null,
      callbackData: envelope.callbackData,
    })
    if (person !== null) ensureChat(world.store, person.id, phoneNumberId)
  })
  if (person !== null) world.typing.end(person.id, phoneNumberId)
  startProgress(world, wamid)
  return {
    messaging_product: 'whatsapp',
    contacts: [
      recipient.kind === 'phone'
        ? { input: recipient.input, wa_id: recipient.address }
        : { input: recipient.input, user_id: recipient.address },
    ],
    messages: [{ id: wamid, ...(template === null ? {} : { message_status: 'accepted' }) }],
  }
}

function readEnvelope(body: Fields) {
  const recipientType = body['recipient_type'] ?? 'individual'
  if (recipientType === 'group') throw new GraphError(131041)
  if (recipientType !== 'individual') {
    throw new GraphError(100, 'recipient_type must be individual or group.')
  }
  const recipient = readRecipient(body)
  const type = body['type'] ?? 'text'
  if (typeof type !== 'string') throw new GraphError(100, 'type must be a string.')
  return {
    recipient,
    type,
    callbackData: readCallbackData(body['biz_opaque_callback_data']),
    quotedWamid: readQuotedWamid(body['context']),
  }
}

function readCallbackData(value: unknown): string | null {
  if (value === undefined || value === null) return null
  const max = rules.callbackDataMax
  if (typeof value !== 'string' || value.length > max.value) {
    throw new GraphError(100, `biz_opaque_callback_data must be a string. ${max.says}`)
  }
  return value
}

function readQuotedWamid(context: unknown): string | null {
  if (context === undefined || context === null) return null
  const wamid = isObject(context) ? context['message_id'] : undefined
  if (typeof wamid !== 'string' || wamid === '') {
    throw new GraphError(100, 'context.message_id must be a message id.')
  }
  return wamid
}

/** A number that is missing and one of another token are answered alike. */
export function requireNumber(
  world: World,
  phoneNumberId: string,
  accessToken: string,
): BusinessNumber {
  const number = findNumber(world.store, phoneNumberId)
  if (number === undefined || number.accessToken !== accessToken) {
    throw objectNotFound(phoneNumberId, 'post')
  }
  if (!number.isRegistered) throw new GraphError(133010)
  return number
}

function requireOpenWindow(world: World, number: BusinessNumber, { person }: Recipient): void {
  // Somebody unknown is no case for the window: Meta accepts and fails it with 131026 later.
  if (person === null || world.settings.current().windowClosedAnswer === 'fail_later') return
  const facts = findChat(world.store, person.id, number.phoneNumberId)
  if (!isWindowOpen(facts, world.clock.now())) throw new GraphError(131047)
}
