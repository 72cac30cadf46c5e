import { createHmac } from 'node:crypto'
import type { RequestRecipe } from './load-plan.ts'

/** Makes the bytes of one request after the other. */
export function requestMaker(recipe: RequestRecipe): () => Buffer {
  let serial = 0
  switch (recipe.kind) {
    case 'webhooks':
      return () => webhookRequest(recipe, recipe.firstSerial + serial++)
    case 'sends':
      return () => {
        const conversationId = recipe.conversationIds[serial % recipe.conversationIds.length]
        const body = { conversationId, type: 'text', text: { body: `Number ${serial++}` } }
        return postRequest(recipe.path, JSON.stringify(body), [
          `authorization: Bearer ${recipe.apiKey}`,
        ])
      }
    case 'reads':
      return () =>
        Buffer.from(
          `GET ${recipe.paths[serial++ % recipe.paths.length]} HTTP/1.1\r\nhost: bench\r\n` +
            `authorization: Bearer ${recipe.apiKey}\r\n\r\n`,
        )
  }
}

function postRequest(path: string, body: string, headers: readonly string[]): Buffer {
  return Buffer.from(
    `POST ${path} HTTP/1.1\r\nhost: bench\r\ncontent-type: application/json\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\n${headers.join('\r\n')}\r\n\r\n${body}`,
  )
}

type WebhookRecipe = Extract<RequestRecipe, { kind: 'webhooks' }>

function webhookRequest(recipe: WebhookRecipe, serial: number): Buffer {
  const { numbers, inboundEvery, appSecret } = recipe
  const number = numbers[serial % numbers.length]
  if (!number) throw new Error('the recipe has no numbers')
  const isInbound = inboundEvery > 0 && Math.floor(serial / numbers.length) % inboundEvery === 0
  const part = isInbound ? inboundPart(serial) : statusPart(recipe, serial)
  const body = JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [
      {
        id: number.wabaId,
        changes: [
          {
            value: {
              messaging_product: 'whatsapp',
              metadata: {
                display_phone_number: number.displayPhoneNumber,
                phone_number_id: number.phoneNumberId,
              },
              ...part,
            },
            field: 'messages',
          },
        ],
      },
    ],
  })
  const signature = createHmac('sha256', appSecret).update(body).digest('hex')
  return postRequest(recipe.path, body, [`x-hub-signature-256: sha256=${signature}`])
}

const seconds = (): string => String(Math.floor(Date.now() / 1_000))

/** People whose area code, 555, nobody has. */
export const benchWaId = (index: number): string => `1555${String(index).padStart(7, '0')}`

/** In front of the time at which an inbound message was written, in milliseconds of the epoch. */
export const sentAtMark = 'sent at '

const epochMs = (): number => performance.timeOrigin + performance.now()

const stages = ['sent', 'delivered', 'read'] as const

function statusPart({ sentWamids, numbers }: WebhookRecipe, serial: number): object {
  const { prefix, count } = sentWamids
  // All messages become `sent`, then all `delivered`, then all `read`; message i belongs to number i mod n.
  const round = Math.floor(serial / count)
  const index = serial % count
  const status = stages[round % stages.length]
  return {
    statuses: [
      {
        id: `${prefix}${index}`,
        status,
        timestamp: seconds(),
        recipient_id: benchWaId(index),
        conversation: {
          id: `bench-conversation-${index % numbers.length}`,
          origin: { type: 'service' },
        },
        pricing: {
          billable: false,
          pricing_model: 'PMP',
          category: 'service',
          type: 'free_customer_service',
        },
      },
    ],
  }
}

function inboundPart(serial: number): object {
  const waId = benchWaId(serial % 5_000)
  return {
    contacts: [{ profile: { name: `Person ${waId}` }, wa_id: waId }],
    messages: [
      {
        from: waId,
        id: `wamid.bench-in-${serial}`,
        timestamp: seconds(),
        type: 'text',
        text: { body: `Is order ${serial} on its way? Thank you. ${sentAtMark}${epochMs()}` },
      },
    ],
  }
}
