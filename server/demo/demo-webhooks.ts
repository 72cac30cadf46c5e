import { createHash } from 'node:crypto'
import {
  contentOf,
  timeOf,
  type DemoConversation,
  type DemoMessage,
  type DemoPerson,
  type DemoShop,
} from './demo-shop.ts'

/** Meta's id of a file of the story; the simulator is told the same one, so that it can be fetched there. */
export const demoMediaId = (messageId: string): string =>
  `77${BigInt(`0x${createHash('sha256').update(messageId).digest('hex').slice(0, 12)}`)}`

/**
 * What Meta would have posted while this conversation went on: one webhook with everything the person
 * wrote, oldest first. It goes in by the front door, signed like any other.
 */
export function demoWebhook(
  shop: DemoShop,
  conversation: DemoConversation,
  seededAt: Date,
): object | null {
  const person = shop.personOf(conversation)
  const inbound = conversation.messages.filter((message) => message.direction === 'inbound')
  if (inbound.length === 0) return null
  return {
    object: 'whatsapp_business_account',
    entry: [
      {
        id: shop.business.wabaId,
        changes: inbound.map((message) => ({
          field: 'messages',
          value: {
            messaging_product: 'whatsapp',
            metadata: {
              display_phone_number: shop.business.displayPhoneNumber.replace(/\D/g, ''),
              phone_number_id: shop.business.phoneNumberId,
            },
            ...(message.type === 'system' ? {} : { contacts: [contactOf(person)] }),
            messages: [webhookMessage(person, message, seededAt)],
          },
        })),
      },
    ],
  }
}

const contactOf = (person: DemoPerson) => ({
  profile: { name: person.name, ...(person.username ? { username: person.username } : {}) },
  ...(person.waId && !person.hidesPhoneNumber ? { wa_id: person.waId } : {}),
  user_id: person.bsuid,
})

function webhookMessage(person: DemoPerson, message: DemoMessage, seededAt: Date): object {
  const { minutesAgo, direction: _direction, context, ...rest } = message
  const quoted = (context as { message_id?: string } | undefined)?.message_id
  const { message_id: _own, ...otherContext } = (context ?? {}) as Record<string, unknown>
  return {
    from_user_id: person.bsuid,
    ...(person.waId && !person.hidesPhoneNumber ? { from: person.waId } : {}),
    timestamp: String(Math.floor(timeOf(seededAt, minutesAgo).getTime() / 1000)),
    ...rest,
    ...(context ? { context: { ...otherContext, ...(quoted ? { id: quoted } : {}) } } : {}),
    [message.type]: webhookContent(message),
  }
}

/** Media by id instead of by file, as Meta announces it. */
function webhookContent(message: DemoMessage): unknown {
  const content = contentOf(message)
  if (!('file' in content)) return message[message.type]
  const { file: _file, ...facts } = content
  return { id: demoMediaId(message.id), ...facts }
}
