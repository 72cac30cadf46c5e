import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { Role } from '#shared/contracts/session.ts'
import { ConversationStatus, LabelColor } from '#shared/contracts/conversation.ts'

const fixtureUrl = new URL('../../fixtures/demo/', import.meta.url)

/** A message of the story; `[type]` holds Meta's object, its media named by file. */
const DemoMessage = z.looseObject({
  id: z.string(),
  minutesAgo: z.number(),
  direction: z.enum(['inbound', 'outbound']),
  author: z.string().nullish(),
  type: z.string(),
  status: z.enum(['sent', 'delivered', 'read', 'played', 'failed']).optional(),
  error: z.object({ code: z.number(), title: z.string(), details: z.string() }).optional(),
})
export type DemoMessage = z.infer<typeof DemoMessage>

const DemoPerson = z.looseObject({
  key: z.string(),
  name: z.string(),
  waId: z.string().nullable(),
  username: z.string().nullable(),
  bsuid: z.string(),
  hidesPhoneNumber: z.boolean(),
  about: z.string().optional(),
  email: z.string().optional(),
  city: z.string().optional(),
  country: z.string().optional(),
  language: z.string().optional(),
})
export type DemoPerson = z.infer<typeof DemoPerson>

const DemoConversation = z.object({
  person: z.string(),
  assignedTo: z.string().nullable(),
  labels: z.array(z.string()),
  status: ConversationStatus,
  unread: z.number(),
  notes: z.array(z.object({ author: z.string(), minutesAgo: z.number(), text: z.string() })),
  messages: z.array(DemoMessage),
})
export type DemoConversation = z.infer<typeof DemoConversation>

const DemoTemplate = z.object({
  name: z.string(),
  language: z.string(),
  category: z.string(),
  status: z.string(),
  components: z.array(
    z.looseObject({
      type: z.string(),
      text: z.string().optional(),
      buttons: z
        .array(z.looseObject({ type: z.string(), text: z.string(), url: z.string().optional() }))
        .optional(),
    }),
  ),
})

const DemoFixture = z.object({
  business: z.looseObject({
    name: z.string(),
    displayPhoneNumber: z.string(),
    phoneNumberId: z.string(),
    wabaId: z.string(),
    businessId: z.string(),
    timeZone: z.string(),
  }),
  workspace: z.object({ name: z.string(), slug: z.string() }),
  members: z.array(z.object({ key: z.string(), name: z.string(), email: z.string(), role: Role })),
  labels: z.array(z.object({ key: z.string(), name: z.string(), color: LabelColor })),
  quickReplies: z.array(z.object({ shortcut: z.string(), text: z.string() })),
  templates: z.array(DemoTemplate),
  people: z.array(DemoPerson),
  conversations: z.array(DemoConversation),
})

export type DemoShop = z.infer<typeof DemoFixture> & {
  owner: z.infer<typeof DemoFixture>['members'][number]
  personOf(conversation: DemoConversation): DemoPerson
}

/** Reads the story of the demo shop from fixtures/demo/shop.json. */
export async function readDemoShop(): Promise<DemoShop> {
  const text = await readFile(new URL('shop.json', fixtureUrl), 'utf8')
  const shop = DemoFixture.parse(JSON.parse(text))
  const owner = shop.members.find((member) => member.role === 'owner')
  if (!owner) throw new Error('the demo shop has no owner')
  const people = new Map(shop.people.map((person) => [person.key, person]))
  return {
    ...shop,
    owner,
    personOf: (conversation) => {
      const person = people.get(conversation.person)
      if (!person) throw new Error(`the demo shop has no person ${conversation.person}`)
      return person
    },
  }
}

export const demoFile = (path: string): Promise<Buffer> => readFile(new URL(path, fixtureUrl))

/** Meta's object of a message: what stands under the key named by its type. */
export const contentOf = (message: DemoMessage): Record<string, unknown> =>
  (message[message.type] ?? {}) as Record<string, unknown>

export const timeOf = (seededAt: Date, minutesAgo: number): Date =>
  new Date(seededAt.getTime() - minutesAgo * 60_000)
