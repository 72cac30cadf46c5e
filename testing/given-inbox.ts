import type { MessageStatus } from '#shared/contracts/message.ts'
import {
  claimWamids,
  insertMessage,
  openConversation,
  recordActivity,
  recordOutbound,
  type AuthorKind,
  type MessageEnvelope,
} from '#server/features/messages/messages.ts'
import {
  newId,
  type ChannelId,
  type ContactId,
  type ConversationId,
  type MediaId,
  type MessageId,
  type TenantId,
} from '#server/platform/ids.ts'
import type { Runtime } from '#server/runtime/runtime.ts'

export type GivenConversation = {
  tenantId: TenantId
  channelId: ChannelId
  contactId: ContactId
  conversationId: ConversationId
}

/** A contact with a number and an empty conversation. */
export async function givenConversation(
  runtime: Runtime,
  channel: { tenantId: TenantId; channelId: ChannelId },
  contact: { name?: string; waId?: string; username?: string; at?: Date } = {},
): Promise<GivenConversation> {
  const { tenantId, channelId } = channel
  const now = contact.at ?? runtime.clock.now()
  const contactId = newId<ContactId>()
  const identities = [
    ...(contact.waId ? [{ kind: 'wa_id', value: contact.waId }] : []),
    ...(contact.username ? [{ kind: 'username', value: contact.username }] : []),
  ]
  const conversationId = await runtime.database.inTenant(tenantId, async (tx) => {
    await tx
      .insertInto('contact')
      .values({
        tenantId,
        id: contactId,
        name: contact.name ?? 'A contact',
        createdAt: now,
        updatedAt: now,
      })
      .execute()
    if (identities.length > 0)
      await tx
        .insertInto('contactIdentity')
        .values(
          identities.map((identity) => ({
            ...identity,
            tenantId,
            id: newId(),
            contactId,
            source: 'webhook',
            validFrom: now,
          })),
        )
        .execute()
    return (await openConversation(tx, { channelId, contactId, now })).id
  })
  return { tenantId, channelId, contactId, conversationId }
}

/** One more message in a conversation, with what it does to the conversation. */
export async function givenMessage(
  runtime: Runtime,
  conversation: GivenConversation,
  message: {
    direction?: 'inbound' | 'outbound'
    text?: string
    envelope?: MessageEnvelope
    type?: string
    at?: Date
    wamid?: string
    contextWamid?: string
    mediaId?: MediaId
    status?: MessageStatus
    authorKind?: AuthorKind
    authorId?: string
  } = {},
): Promise<MessageId> {
  const { tenantId, channelId, contactId, conversationId } = conversation
  const direction = message.direction ?? 'inbound'
  const at = message.at ?? runtime.clock.now()
  const id = newId<MessageId>()
  const sealer = await runtime.keyring.forTenant(tenantId)
  await runtime.database.inTenant(tenantId, async (tx) => {
    if (message.wamid) await claimWamids(tx, channelId, [{ wamid: message.wamid, messageId: id }])
    await insertMessage(tx, sealer, {
      id,
      conversationId,
      contactId,
      channelId,
      direction,
      type: message.type ?? 'text',
      status: message.status ?? (direction === 'inbound' ? 'received' : 'sent'),
      authorKind: message.authorKind ?? (direction === 'inbound' ? 'contact' : 'api'),
      authorId: message.authorId ?? null,
      wamid: message.wamid ?? null,
      contextWamid: message.contextWamid ?? null,
      mediaId: message.mediaId ?? null,
      gate: direction === 'inbound' ? null : { verdict: 'allowed' },
      occurredAt: at,
      createdAt: at,
      envelope: message.envelope ?? {
        message: { type: 'text', text: { body: message.text ?? 'Hello' } },
      },
    })
    if (direction === 'inbound')
      await recordActivity(tx, [{ conversationId, messageId: id, occurredAt: at, kind: 'inbound' }])
    else await recordOutbound(tx, conversationId, { messageId: id, occurredAt: at })
  })
  return id
}
