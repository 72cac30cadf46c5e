import type pg from 'pg'
import {
  newId,
  type ContactId,
  type ConversationId,
  type MessageId,
  type TenantId,
} from '#server/platform/ids.ts'
import type { Sealer } from '#server/platform/sealing/keyring.ts'
import { messageTokens } from '#server/platform/sealing/search-tokens.ts'
import type { Workspace, WorkspaceNumber } from '#testing/deployment-workspace.ts'
import { bulkInsert, type BulkColumn } from './bulk-insert.ts'
import { benchWaId } from './request-maker.ts'

export type FilledConversation = {
  tenantId: TenantId
  contactId: ContactId
  conversationId: ConversationId
  number: WorkspaceNumber
  waId: string
}

/**
 * People who have all just written, so that they may be answered. Their conversations alternate between the
 * workspace's numbers.
 */
export async function fillConversations(
  client: pg.Client,
  workspace: Workspace,
  count: number,
): Promise<FilledConversation[]> {
  const { tenantId, numbers } = workspace
  const now = new Date()
  const rows: FilledConversation[] = []
  for (let index = 0; index < count; index++) {
    const number = numbers[index % numbers.length]
    if (!number) throw new Error('the workspace has no number')
    rows.push({
      tenantId,
      contactId: newId<ContactId>(),
      conversationId: newId<ConversationId>(),
      number,
      waId: benchWaId(index),
    })
  }
  const tenant = { name: 'tenant_id', type: 'uuid', value: () => tenantId }
  const time = (name: string) => ({ name, type: 'timestamptz', value: () => now })
  const text = (name: string, value: (row: FilledConversation) => string) => ({
    name,
    type: 'text',
    value,
  })
  const contactId = (name: string) => ({
    name,
    type: 'uuid',
    value: (row: FilledConversation) => row.contactId,
  })
  await bulkInsert(
    client,
    'contact',
    [
      tenant,
      contactId('id'),
      text('name', (row) => `Person ${row.waId}`),
      time('created_at'),
      time('updated_at'),
    ],
    rows,
  )
  await bulkInsert(
    client,
    'contact_identity',
    [
      tenant,
      { name: 'id', type: 'uuid', value: () => newId() },
      contactId('contact_id'),
      text('kind', () => 'wa_id'),
      text('value', (row) => row.waId),
      text('source', () => 'webhook'),
      time('valid_from'),
    ],
    rows,
  )
  await bulkInsert(
    client,
    'conversation',
    [
      tenant,
      { name: 'id', type: 'uuid', value: (row) => row.conversationId },
      contactId('contact_id'),
      { name: 'channel_id', type: 'uuid', value: (row) => row.number.channelId },
      time('last_inbound_at'),
      time('last_activity_at'),
      time('created_at'),
    ],
    rows,
  )
  return rows
}

export type FilledMessage = {
  conversation: FilledConversation
  id: MessageId
  direction: 'inbound' | 'outbound'
  status: string
  wamid: string | null
  text: string
  at: Date
}

/** Stores text messages as the product does: sealed, and with the hashes of their words. */
export async function fillMessages(
  client: pg.Client,
  sealer: Sealer,
  messages: readonly FilledMessage[],
): Promise<void> {
  const columns: BulkColumn<FilledMessage>[] = [
    { name: 'tenant_id', type: 'uuid', value: (row) => row.conversation.tenantId },
    { name: 'id', type: 'uuid', value: (row) => row.id },
    { name: 'conversation_id', type: 'uuid', value: (row) => row.conversation.conversationId },
    { name: 'contact_id', type: 'uuid', value: (row) => row.conversation.contactId },
    { name: 'channel_id', type: 'uuid', value: (row) => row.conversation.number.channelId },
    { name: 'direction', type: 'text', value: (row) => row.direction },
    { name: 'type', type: 'text', value: () => 'text' },
    { name: 'status', type: 'text', value: (row) => row.status },
    {
      name: 'author_kind',
      type: 'text',
      value: (row) => (row.direction === 'inbound' ? 'contact' : 'api'),
    },
    { name: 'wamid', type: 'text', value: (row) => row.wamid },
    {
      name: 'gate',
      type: 'jsonb',
      value: (row) => (row.direction === 'inbound' ? null : { verdict: 'allowed' }),
    },
    {
      name: 'content_sealed',
      type: 'bytea',
      value: (row) =>
        sealer.sealJson('message', 'content_sealed', row.id, {
          message: { type: 'text', text: { body: row.text } },
        }),
    },
    {
      name: 'search_tokens',
      type: 'text',
      cast: 'int[]',
      value: (row) => `{${messageTokens(sealer.searchKey, row.text).join(',')}}`,
    },
    { name: 'occurred_at', type: 'timestamptz', value: (row) => row.at },
    { name: 'created_at', type: 'timestamptz', value: (row) => row.at },
  ]
  await bulkInsert(client, 'message', columns, messages)
  await bulkInsert(
    client,
    'message_ref',
    [
      { name: 'tenant_id', type: 'uuid', value: (row) => row.conversation.tenantId },
      { name: 'channel_id', type: 'uuid', value: (row) => row.conversation.number.channelId },
      { name: 'wamid', type: 'text', value: (row) => row.wamid },
      { name: 'message_id', type: 'uuid', value: (row) => row.id },
    ],
    messages.filter((message) => message.wamid !== null),
  )
}

/** One queued message for each conversation, ready to leave. */
export async function fillOutbox(
  client: pg.Client,
  sealer: Sealer,
  conversations: readonly FilledConversation[],
  priority: number,
): Promise<void> {
  const at = new Date()
  const messages = conversations.map<FilledMessage>((conversation) => ({
    conversation,
    id: newId<MessageId>(),
    direction: 'outbound',
    status: 'queued',
    wamid: null,
    text: `Our new opening hours, for ${conversation.waId}: 9 to 18, Saturdays to 14.`,
    at,
  }))
  await fillMessages(client, sealer, messages)
  await bulkInsert(
    client,
    'outbox',
    [
      { name: 'tenant_id', type: 'uuid', value: (row) => row.conversation.tenantId },
      { name: 'message_id', type: 'uuid', value: (row) => row.id },
      { name: 'channel_id', type: 'uuid', value: (row) => row.conversation.number.channelId },
      { name: 'contact_id', type: 'uuid', value: (row) => row.conversation.contactId },
      { name: 'priority', type: 'smallint', value: () => priority },
      { name: 'available_at', type: 'timestamptz', value: () => at },
      { name: 'created_at', type: 'timestamptz', value: () => at },
    ],
    messages,
  )
  const channels = [...new Map(conversations.map((row) => [row.number.channelId, row])).values()]
  for (const { tenantId, number } of channels)
    await client.query(
      'insert into lane (tenant_id, channel_id) values ($1, $2) on conflict do nothing',
      [tenantId, number.channelId],
    )
  await client.query('analyze outbox')
}
