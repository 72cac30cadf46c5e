import type { DemoSecrets } from './demo-secrets.ts'
import {
  contentOf,
  demoFile,
  timeOf,
  type DemoConversation,
  type DemoMessage,
  type DemoShop,
} from './demo-shop.ts'
import { demoMediaId } from './demo-webhooks.ts'
import { renderDemoTemplate } from './demo-template.ts'

type MediaReference = { file?: string; mime_type?: string; filename?: string }

/**
 * Tells the simulator about our app and number, and loads the same story into its phones. Everything here
 * may be repeated: what the simulator knows already stays as it is.
 */
export async function seedSimulator(seed: {
  url: string
  shop: DemoShop
  secrets: DemoSecrets
  webhookUrl: string
  seededAt: Date
}): Promise<void> {
  const { shop, secrets, seededAt } = seed
  const { business } = shop
  const call = (method: string, path: string, body: object) =>
    callSimulator(`${seed.url}/simulator/api${path}`, method, body)

  await call('PUT', `/apps/${secrets.appId}`, {
    appSecret: secrets.appSecret,
    verifyToken: secrets.verifyToken,
    callbackUrl: seed.webhookUrl,
  })
  await call('PUT', `/numbers/${business.phoneNumberId}`, {
    wabaId: business.wabaId,
    businessId: business.businessId,
    displayPhoneNumber: business.displayPhoneNumber,
    verifiedName: business.name,
    accessToken: secrets.accessToken,
  })
  for (const { name, language, category, status, components } of shop.templates)
    await call('PUT', `/templates/${business.wabaId}/${name}/${language}`, {
      category,
      status,
      components,
    })
  // The story's files are some megabytes: they are sent again only when the simulator lost its memory.
  if (await knowsStory(seed.url, shop)) return
  await call('POST', '/import', {
    people: shop.people.map((person) => ({
      id: person.key,
      name: person.name,
      waId: person.waId,
      username: person.username,
      bsuid: person.bsuid,
      hidesPhoneNumber: person.hidesPhoneNumber,
      about: person.about ?? null,
    })),
    chats: await Promise.all(
      shop.conversations.map(async (conversation) => ({
        personId: conversation.person,
        phoneNumberId: business.phoneNumberId,
        messages: await Promise.all(
          visibleMessages(conversation).map((message) =>
            simulatorMessage(shop, conversation, message, seededAt),
          ),
        ),
      })),
    ),
  })
}

async function callSimulator(url: string, method: string, body: object): Promise<void> {
  const response = await fetch(url, {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!response.ok)
    throw new Error(
      `the simulator answered ${response.status} to ${method} ${url}: ${await response.text()}`,
    )
}

/** Chats are imported one after the other, each at once: whoever has the last one has them all. */
async function knowsStory(url: string, shop: DemoShop): Promise<boolean> {
  const person = shop.conversations.at(-1)?.person ?? ''
  const response = await fetch(`${url}/simulator/api/people/${person}/chats`)
  if (!response.ok) return false
  const chats = (await response.json()) as { phoneNumberId: string; lastMessage: unknown }[]
  return chats.some(
    (chat) => chat.phoneNumberId === shop.business.phoneNumberId && chat.lastMessage !== null,
  )
}

/** Reactions, edits and deletions are shown on the message they belong to. */
const visibleMessages = (conversation: DemoConversation): DemoMessage[] =>
  conversation.messages.filter(
    (message) => !['reaction', 'edit', 'revoke', 'system'].includes(message.type),
  )

async function simulatorMessage(
  shop: DemoShop,
  conversation: DemoConversation,
  message: DemoMessage,
  seededAt: Date,
) {
  const template = message.type === 'template' ? renderDemoTemplate(shop, message) : null
  const media: MediaReference | null = template?.headerMedia ?? contentOf(message)
  const edit = conversation.messages.find(
    (other) => other.type === 'edit' && contentOf(other)['original_message_id'] === message.id,
  )
  const edited = edit ? (contentOf(edit)['message'] as Record<string, unknown>) : {}
  const { minutesAgo, direction, author: _author, error: _error, ...rest } = message
  return {
    ...rest,
    ...(edit ? { [message.type]: edited[message.type], edited: true } : {}),
    direction: direction === 'inbound' ? 'to_business' : 'to_person',
    timestampMs: timeOf(seededAt, minutesAgo).getTime(),
    revoked: conversation.messages.some(
      (other) => other.type === 'revoke' && contentOf(other)['original_message_id'] === message.id,
    ),
    reactions: conversation.messages
      .filter((other) => other.type === 'reaction' && contentOf(other)['message_id'] === message.id)
      .map((other) => ({
        from: other.direction === 'inbound' ? 'person' : 'business',
        emoji: contentOf(other)['emoji'],
      })),
    ...(template ? { rendered: simulatorRendering(template) } : {}),
    ...(media?.file && media.mime_type
      ? {
          media: {
            base64: (await demoFile(media.file)).toString('base64'),
            mime: media.mime_type,
            mediaId: demoMediaId(message.id),
            ...(media.filename ? { filename: media.filename } : {}),
          },
        }
      : {}),
  }
}

/** The simulator names kinds where we keep only what people read. */
const simulatorRendering = ({
  rendered,
  buttonTypes,
  headerMedia,
}: ReturnType<typeof renderDemoTemplate>) => ({
  body: rendered.body,
  ...(rendered.footer ? { footer: rendered.footer } : {}),
  ...(headerMedia ? { header: { type: 'image', image: {} } } : {}),
  ...(rendered.header ? { header: { type: 'text', text: rendered.header } } : {}),
  ...(rendered.buttons
    ? {
        buttons: rendered.buttons.map((button, index) => ({
          ...button,
          type: (buttonTypes[index] ?? 'quick_reply').toLowerCase(),
        })),
      }
    : {}),
})
