import { metaError } from '#simulator/graph/error-catalogue.ts'
import { bsuidFor } from '#simulator/people/bsuid.ts'
import { findChat } from '#simulator/store/chat-store.ts'
import type { MessageStatus, StoredMessage } from '#simulator/store/message-store.ts'
import type { BusinessNumber } from '#simulator/store/number-store.ts'
import type { Person } from '#simulator/store/person-store.ts'
import type { World } from '#simulator/world.ts'
import { contactOf, visibleWaId, withoutAbsent } from './contact-identity.ts'
import { sendWebhook } from './send-webhook.ts'

export type StatusReport = {
  message: StoredMessage
  number: BusinessNumber
  person: Person | null
  status: Exclude<MessageStatus, 'accepted'>
  errorCode?: number | undefined
  errorDetails?: string | undefined
}

/** Tells the business how its message fares, in one webhook of its own. */
export function sendStatusWebhook(world: World, report: StatusReport): void {
  const { message, number, person, status } = report
  const hasFailed = status === 'failed'
  const contact =
    person &&
    contactOf(world, person, number, { withUsername: status === 'delivered' || status === 'read' })

  sendWebhook(world, {
    number,
    personId: person?.id ?? null,
    recipient: message.recipient,
    field: 'messages',
    label: `statuses.${status}`,
    value: {
      ...(contact && !hasFailed ? { contacts: [contact] } : {}),
      statuses: [
        withoutAbsent({
          id: message.wamid,
          status,
          timestamp: String(Math.floor(world.clock.now() / 1000)),
          recipient_id: recipientId(message, person),
          recipient_user_id: recipientUserId(world, report),
          biz_opaque_callback_data: message.callbackData,
          conversation: freeEntryConversation(world, report),
          pricing: pricingOf(report),
          errors: hasFailed ? [errorOf(report)] : null,
        }),
      ],
    },
  })
}

/** A number the business wrote to is shown; one it does not know stays hidden. */
const recipientId = (message: StoredMessage, person: Person | null): string | null => {
  if (message.recipientKind === 'phone') return person?.waId ?? message.recipient
  return person && visibleWaId(person)
}

function recipientUserId(world: World, { message, number, person, status }: StatusReport) {
  if (status === 'failed' && message.recipientKind === 'phone') return null
  if (person === null) return message.recipientKind === 'bsuid' ? message.recipient : null
  return bsuidFor(world.store, person, number.businessId)
}

// Since Graph v24.0 the conversation is left out, except inside a free entry point.
function freeEntryConversation(world: World, { message, number, person, status }: StatusReport) {
  if (person === null || message.pricingType !== 'free_entry_point') return null
  const { freeEntryUntilMs } = findChat(world.store, person.id, number.phoneNumberId)
  return withoutAbsent({
    id: `fep${freeEntryUntilMs ?? 0}`,
    expiration_timestamp:
      status === 'sent' && freeEntryUntilMs !== null
        ? String(Math.floor(freeEntryUntilMs / 1000))
        : null,
    origin: { type: 'referral_conversion' },
  })
}

const pricingOf = ({ message, status }: StatusReport) =>
  message.pricingType !== null && (status === 'sent' || status === 'delivered')
    ? {
        billable: message.pricingType === 'regular',
        pricing_model: 'PMP',
        type: message.pricingType,
        category: message.category ?? 'service',
      }
    : null

function errorOf({ errorCode = 131000, errorDetails }: StatusReport) {
  const { title, details } = metaError(errorCode)
  return {
    code: errorCode,
    title,
    message: title,
    error_data: { details: errorDetails ?? details },
    href: 'https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/',
  }
}
