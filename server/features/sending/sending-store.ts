import { sql } from 'kysely'
import type { TenantTx } from '../../database/database.ts'
import type { ChannelId, ContactId, ConversationId, MessageId } from '../../platform/ids.ts'
import type { TargetFacts } from './gate-facts.ts'
import type { KnownName } from './recipient-address.ts'

/** What the gate has to know about a conversation, apart from the message. */
export type ConversationFacts = {
  id: ConversationId
  contactId: ContactId
  channelId: ChannelId
  lastInboundAt: Date | null
  optedOutAt: Date | null
  channelState: string
  portfolioId: string | null
  tenantStatus: string
}

/** Reads the facts of one conversation; null when this tenant has none of that id. */
export async function findConversationFacts(
  tx: TenantTx,
  id: ConversationId,
): Promise<ConversationFacts | null> {
  const { rows } = await sql<ConversationFacts>`
    select c.id, c.contact_id, c.channel_id, c.last_inbound_at, p.opted_out_at,
      ch.state as channel_state, ch.portfolio_id, t.status as tenant_status
    from conversation c
      join contact p on p.tenant_id = c.tenant_id and p.id = c.contact_id
      join channel ch on ch.tenant_id = c.tenant_id and ch.id = c.channel_id
      join tenant t on t.id = c.tenant_id
    where c.tenant_id = ${tx.tenantId} and c.id = ${id}`.execute(tx)
  return rows[0] ?? null
}

/** The names by which WhatsApp may know a contact now. */
export async function currentNames(tx: TenantTx, contactId: ContactId): Promise<KnownName[]> {
  const rows = await tx
    .selectFrom('contactIdentity')
    .select(['kind', 'scope', 'value'])
    .where('tenantId', '=', tx.tenantId)
    .where('contactId', '=', contactId)
    .where('validTo', 'is', null)
    .orderBy('validFrom', 'desc')
    .execute()
  return rows as KnownName[]
}

/** Who has one of these phone numbers now; with several, the likeliest form decides. */
export async function findContactByNumber(
  tx: TenantTx,
  waIds: readonly string[],
): Promise<{ contactId: ContactId; waId: string } | null> {
  const { rows } = await sql<{ contactId: ContactId; waId: string }>`
    select contact_id, value as wa_id from contact_identity
    where tenant_id = ${tx.tenantId} and kind = 'wa_id' and scope = '' and valid_to is null
      and value = any(${[...waIds]}::text[])
    order by array_position(${[...waIds]}::text[], value) limit 1`.execute(tx)
  return rows[0] ?? null
}

/** Who has this business-scoped user id now, inside this portfolio or by a parent's id. */
export async function findContactByUserId(
  tx: TenantTx,
  userId: string,
  portfolioId: string | null,
): Promise<ContactId | null> {
  const row = await tx
    .selectFrom('contactIdentity')
    .select('contactId')
    .where('tenantId', '=', tx.tenantId)
    .where('kind', 'in', ['bsuid', 'parent_bsuid'])
    .where('scope', 'in', ['', portfolioId ?? ''])
    .where('value', '=', userId)
    .where('validTo', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return (row?.contactId as ContactId | undefined) ?? null
}

export type SendingChannel = { id: ChannelId; portfolioId: string | null; phoneNumberId: string }

/** The tenant's numbers; one of them when named. */
export async function listChannels(
  tx: TenantTx,
  phoneNumberId: string | undefined,
): Promise<SendingChannel[]> {
  const rows = await tx
    .selectFrom('channel')
    .select(['id', 'portfolioId', 'phoneNumberId'])
    .where('tenantId', '=', tx.tenantId)
    .$if(phoneNumberId !== undefined, (query) =>
      query.where('phoneNumberId', '=', phoneNumberId ?? ''),
    )
    .orderBy('id')
    .execute()
  return rows as SendingChannel[]
}

/** A message of one conversation, by our id. */
export async function findTargetById(
  tx: TenantTx,
  conversationId: ConversationId,
  id: MessageId,
): Promise<(TargetFacts & { id: MessageId }) | null> {
  const row = await tx
    .selectFrom('message')
    .select(['id', 'direction', 'wamid', 'occurredAt'])
    .where('tenantId', '=', tx.tenantId)
    .where('id', '=', id)
    .where('conversationId', '=', conversationId)
    .executeTakeFirst()
  return (row as (TargetFacts & { id: MessageId }) | undefined) ?? null
}

/** Which message of ours Meta calls so, on one channel. */
export async function findMessageIdOfWamid(
  tx: TenantTx,
  channelId: ChannelId,
  wamid: string,
): Promise<MessageId | null> {
  const row = await tx
    .selectFrom('messageRef')
    .select('messageId')
    .where('tenantId', '=', tx.tenantId)
    .where('channelId', '=', channelId)
    .where('wamid', '=', wamid)
    .executeTakeFirst()
  return (row?.messageId as MessageId | undefined) ?? null
}
