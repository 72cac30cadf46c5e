import { createHmac } from 'node:crypto'
import {
  createApiKey,
  createUser,
  hashPassword,
  makeOperators,
} from '../features/accounts/accounts.ts'
import { connectChannel, saveMetaApp } from '../features/channels/channels.ts'
import { resolvePeople } from '../features/contacts/contacts.ts'
import { openConversation } from '../features/messages/messages.ts'
import { createTenant, findTenantBySlug } from '../features/tenants/tenants.ts'
import { journalLength } from '../features/webhook-intake/webhook-intake.ts'
import { workspacePermissions } from '../http/access.ts'
import type { ChannelId, ContactId, TenantId, UserId } from '../platform/ids.ts'
import type { Runtime } from '../runtime/runtime.ts'
import type { DemoSecrets } from './demo-secrets.ts'
import type { DemoConversation, DemoShop } from './demo-shop.ts'
import { demoWebhook } from './demo-webhooks.ts'
import { seedContactDetails, seedDeskWork, seedVocabulary } from './seed-desk.ts'
import { seedOutbound, type SeedPlace } from './seed-outbound.ts'

const journalPollMs = 20

/** The demo workspace as far as its owner, number and key; the story is told afterwards. */
export type DemoWorkspace = {
  tenantId: TenantId
  channelId: ChannelId
  /** "Now" of the story: when the workspace was made. */
  seededAt: Date
}

/** Makes the workspace, its people, its number and its API key, unless they are there. */
export async function ensureDemoWorkspace(
  runtime: Runtime,
  shop: DemoShop,
  secrets: DemoSecrets,
): Promise<DemoWorkspace> {
  const { database } = runtime
  const now = new Date()
  await saveMetaApp(runtime, {
    id: secrets.appId,
    name: 'Simulated Meta app',
    appSecret: secrets.appSecret,
    verifyToken: secrets.verifyToken,
    createdAt: now,
  })
  const known = await findTenantBySlug(database, shop.workspace.slug)
  const tenantId =
    known ??
    (await createTenant(database, {
      name: shop.workspace.name,
      slug: shop.workspace.slug,
      timeZone: shop.business.timeZone,
      createdAt: now,
    }))
  const channelId = await connectChannel(runtime, tenantId, {
    appId: secrets.appId,
    wabaId: shop.business.wabaId,
    phoneNumberId: shop.business.phoneNumberId,
    portfolioId: shop.business.businessId,
    displayPhoneNumber: shop.business.displayPhoneNumber,
    name: shop.business.name,
    accessToken: secrets.accessToken,
    connectedAt: now,
  })
  const { createdAt } = await database.inTenant(tenantId, (tx) =>
    tx
      .selectFrom('tenant')
      .select('createdAt')
      .where('id', '=', tenantId)
      .executeTakeFirstOrThrow(),
  )
  return { tenantId, channelId, seededAt: createdAt }
}

/**
 * Tells the story once. What the shop wrote is stored, what people wrote comes in as signed webhooks by the
 * front door; a start that was cut short goes on where it stopped.
 */
export async function tellDemoStory(
  runtime: Runtime,
  shop: DemoShop,
  workspace: DemoWorkspace,
  intake: { secrets: DemoSecrets; webhookUrl: string },
): Promise<void> {
  const { tenantId, seededAt } = workspace
  if (await isTold(runtime, tenantId)) return makeOwnersOperators(runtime, shop)
  const memberIds = await ensureMembers(runtime, shop, workspace, intake.secrets)
  const places = new Map<DemoConversation, SeedPlace>()
  for (const conversation of shop.conversations) {
    const place = {
      ...workspace,
      memberIds,
      contactId: await ensureContact(runtime, shop, workspace, conversation),
    }
    places.set(conversation, place)
    for (const message of conversation.messages)
      if (message.direction === 'outbound' && message.type !== 'reaction')
        await seedOutbound(runtime, shop, place, message)
    const webhook = demoWebhook(shop, conversation, seededAt)
    if (webhook) await postWebhook(intake, JSON.stringify(webhook))
  }
  while ((await journalLength(runtime.database)) > 0)
    await new Promise((resolve) => setTimeout(resolve, journalPollMs))
  for (const [conversation, place] of places)
    for (const message of conversation.messages)
      if (message.direction === 'outbound' && message.type === 'reaction')
        await seedOutbound(runtime, shop, place, message)
  await finish(runtime, shop, workspace, places)
  await makeOwnersOperators(runtime, shop)
}

/** The demo's deployment is its shop's own: the owner runs it. */
const makeOwnersOperators = (runtime: Runtime, shop: DemoShop): Promise<void> =>
  makeOperators(
    runtime.database,
    shop.members.filter((member) => member.role === 'owner').map((member) => member.email),
  )

/** The quick replies come last, in one transaction with the desk work: with them the story is complete. */
const isTold = (runtime: Runtime, tenantId: TenantId): Promise<boolean> =>
  runtime.database.inTenant(tenantId, async (tx) => {
    const row = await tx
      .selectFrom('quickReply')
      .select('id')
      .where('tenantId', '=', tenantId)
      .limit(1)
      .executeTakeFirst()
    return row !== undefined
  })

async function ensureMembers(
  runtime: Runtime,
  shop: DemoShop,
  { tenantId, seededAt }: DemoWorkspace,
  secrets: DemoSecrets,
): Promise<Map<string, UserId>> {
  const known = await runtime.database.engine
    .selectFrom('appUser')
    .select(['id', 'email'])
    .where(
      'email',
      'in',
      shop.members.map((member) => member.email),
    )
    .execute()
  const memberIds = new Map<string, UserId>()
  const passwordHash =
    known.length === shop.members.length ? '' : await hashPassword(secrets.password)
  for (const member of shop.members) {
    const found = known.find((user) => user.email === member.email)
    memberIds.set(
      member.key,
      (found?.id as UserId | undefined) ??
        (await createUser(runtime.database, {
          tenantId,
          email: member.email,
          name: member.name,
          role: member.role,
          passwordHash,
          timeZone: shop.business.timeZone,
          createdAt: seededAt,
        })),
    )
  }
  const keys = await runtime.database.engine
    .selectFrom('apiKey')
    .select('id')
    .where('tenantId', '=', tenantId)
    .execute()
  if (keys.length === 0)
    await createApiKey(runtime.database, {
      tenantId,
      name: 'Demo key',
      permissions: workspacePermissions,
      createdAt: seededAt,
      text: secrets.apiKey,
    })
  return memberIds
}

const ensureContact = (
  runtime: Runtime,
  shop: DemoShop,
  { tenantId, seededAt }: DemoWorkspace,
  conversation: DemoConversation,
): Promise<ContactId> => {
  const person = shop.personOf(conversation)
  return runtime.database.inTenant(tenantId, async (tx) => {
    const firstMinutesAgo = Math.max(...conversation.messages.map((message) => message.minutesAgo))
    const { contactIds } = await resolvePeople(
      tx,
      [
        {
          bsuid: person.bsuid,
          waId: person.hidesPhoneNumber ? null : person.waId,
          username: person.username,
          profileName: person.name,
          scope: shop.business.businessId,
          at: new Date(seededAt.getTime() - (firstMinutesAgo + 1) * 60_000),
          source: 'webhook',
        },
      ],
      seededAt,
    )
    const contactId = contactIds[0]
    if (!contactId) throw new Error('a person of the demo got no contact')
    await seedContactDetails(tx, contactId, person)
    return contactId
  })
}

async function postWebhook(
  intake: { secrets: DemoSecrets; webhookUrl: string },
  body: string,
): Promise<void> {
  const signature = createHmac('sha256', intake.secrets.appSecret).update(body).digest('hex')
  const response = await fetch(intake.webhookUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` },
    body,
  })
  if (!response.ok) throw new Error(`the demo's webhook was answered with ${response.status}`)
}

async function finish(
  runtime: Runtime,
  shop: DemoShop,
  { tenantId, channelId, seededAt }: DemoWorkspace,
  places: ReadonlyMap<DemoConversation, SeedPlace>,
): Promise<void> {
  const sealer = await runtime.keyring.forTenant(tenantId)
  await runtime.database.inTenant(tenantId, async (tx) => {
    const labelIds = await seedVocabulary(tx, shop, seededAt)
    for (const [conversation, { contactId, memberIds }] of places) {
      const { id: conversationId } = await openConversation(tx, {
        channelId,
        contactId,
        now: seededAt,
      })
      await seedDeskWork(tx, sealer, {
        conversationId,
        conversation,
        memberIds,
        labelIds,
        seededAt,
      })
    }
  })
}
