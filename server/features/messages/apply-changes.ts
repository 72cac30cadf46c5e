import { newId, type ConversationId, type MessageId } from '../../platform/ids.ts'
import { canonicalJson } from '../../meta/webhook-json.ts'
import { resolvePeople } from '../contacts/contacts.ts'
import { applyChange } from './apply-change.ts'
import { ensureConversations, recordActivity } from './apply-conversation.ts'
import { columnText, envelopeOf, type ApplyContext, type ReceivedMessage } from './apply-context.ts'
import { changedMessageIn, type MessageChange } from './apply-change-kinds.ts'
import { isFromBusiness, mentionOf, occurredAtOf } from './apply-mention.ts'
import type { MessageEnvelope } from './message-envelope.ts'
import { messageIdsOfWamids } from './message-store.ts'
import { textAt } from './raw-content.ts'

type Change = MessageChange & { wamid: string; messageId: MessageId | null; isNew: boolean }

/**
 * Applies webhooks that change another message: reactions, edits, revocations. Each is kept as evidence, once;
 * one whose message is not here yet waits for it (`adoptWaiting`).
 */
export async function applyChanges(
  context: ApplyContext,
  received: readonly (ReceivedMessage & { wamid: string })[],
): Promise<void> {
  if (received.length === 0) return
  const actors = await actorsOf(context, received)
  const changes: Change[] = []
  for (const [channelId, ofChannel] of Map.groupBy(
    received.map((one, index) => ({ one, actor: actors[index] ?? '' })),
    ({ one }) => one.channel.channelId,
  )) {
    const targets = await messageIdsOfWamids(
      context.tx,
      channelId,
      ofChannel.flatMap(({ one }) => changedMessageIn(one.message)?.targetWamid ?? []),
    )
    for (const { one, actor } of ofChannel) {
      const changed = changedMessageIn(one.message)
      if (!changed) continue
      const messageId = targets.get(changed.targetWamid) ?? null
      changes.push({
        ...changed,
        received: one,
        actor,
        direction: isFromBusiness(one) ? 'outbound' : 'inbound',
        occurredAt: occurredAtOf(one),
        wamid: one.wamid,
        messageId,
        isNew: false,
      })
    }
  }
  await keepChanges(context, changes)
  for (const change of changes)
    if (change.isNew && change.messageId) {
      await applyChange(context, change.messageId, change)
      context.tell({ type: 'message.updated', messageId: change.messageId })
    }
}

/**
 * Who changed each message: the contact, in a group its participant, or the business. A sign of life of the
 * contact: it opens the customer service window. @source Meta, "Send messages"; read 2026-11-20.
 */
async function actorsOf(
  context: ApplyContext,
  received: readonly ReceivedMessage[],
): Promise<string[]> {
  const { tx, now } = context
  const { contactIds } = await resolvePeople(tx, received.map(mentionOf), now)
  const fromContacts = received.flatMap((one, index) => {
    const contactId = contactIds[index]
    return isFromBusiness(one) || !contactId ? [] : [{ one, contactId, at: occurredAtOf(one) }]
  })
  const conversationIds = await ensureConversations(
    tx,
    fromContacts.map(({ one, contactId, at }) => ({
      channelId: one.channel.channelId,
      contactId,
      startedAt: at,
    })),
  )
  await recordActivity(
    tx,
    fromContacts.map(({ at }, index) => ({
      conversationId: conversationIds[index] ?? ('' as ConversationId),
      messageId: null,
      occurredAt: at,
      kind: 'sign_of_life',
    })),
  )
  return received.map((one, index) => {
    if (isFromBusiness(one)) return 'business'
    const participant = columnText(
      textAt(one.message, 'from_user_id') ?? textAt(one.message, 'from'),
    )
    return textAt(one.message, 'group_id') !== null && participant !== null
      ? `participant:${participant}`
      : (contactIds[index] ?? '')
  })
}

/** Stores each change once and marks those that are new; other content under a known wamid is an event. */
async function keepChanges(context: ApplyContext, changes: readonly Change[]): Promise<void> {
  const { tx, sealer } = context
  for (const change of changes) {
    const id = newId()
    const envelope = envelopeOf(change.received)
    const { channel, receivedAt } = change.received
    const inserted = await tx
      .insertInto('messageChange')
      .values({
        tenantId: tx.tenantId,
        id,
        channelId: channel.channelId,
        wamid: change.wamid,
        targetWamid: change.targetWamid,
        kind: change.kind,
        direction: change.direction,
        actor: change.actor,
        messageId: change.messageId,
        occurredAt: change.occurredAt,
        receivedAt,
        rawSealed: sealer.sealJson('message_change', 'raw_sealed', id, envelope),
      })
      .onConflict((conflict) => conflict.columns(['tenantId', 'channelId', 'wamid']).doNothing())
      .executeTakeFirst()
    change.isNew = inserted.numInsertedOrUpdatedRows === 1n
    if (!change.isNew && !(await isKept(context, change)))
      context.keep({
        channelId: channel.channelId,
        field: 'messages',
        kind: 'conflicting_message',
        payload: envelope,
        occurredAt: change.occurredAt,
        receivedAt,
      })
  }
}

async function isKept({ tx, sealer }: ApplyContext, change: Change): Promise<boolean> {
  const row = await tx
    .selectFrom('messageChange')
    .select(['id', 'rawSealed'])
    .where('tenantId', '=', tx.tenantId)
    .where('channelId', '=', change.received.channel.channelId)
    .where('wamid', '=', change.wamid)
    .executeTakeFirst()
  if (!row) return false
  const kept = sealer.openJson<MessageEnvelope>(
    'message_change',
    'raw_sealed',
    row.id,
    row.rawSealed,
  )
  return canonicalJson(kept.message) === canonicalJson(change.received.message)
}
