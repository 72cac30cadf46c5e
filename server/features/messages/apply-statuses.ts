import { messageIdOfCallback } from '../../meta/callback-id.ts'
import { canonicalJson } from '../../meta/webhook-json.ts'
import { newId, type ChannelId, type ContactId, type MessageId } from '../../platform/ids.ts'
import { resolvePeople, type PersonMention } from '../contacts/contacts.ts'
import {
  columnText,
  occurrenceOf,
  type ApplyContext,
  type ReceivedStatus,
} from './apply-context.ts'
import { mentionOfContact } from './apply-mention.ts'
import { bindSentMessages } from './apply-sent-wamids.ts'
import { settleStatuses } from './apply-status-effects.ts'
import { effectOf } from './apply-status-lattice.ts'
import { adoptEarlyChanges, lockUnknownWamids, type StatusEnvelope } from './apply-waiting.ts'
import { messageIdsOfWamids } from './message-store.ts'
import { withdrawOwnReactions } from './own-reaction.ts'
import { numberAt, textAt } from './raw-content.ts'

type Status = {
  received: ReceivedStatus
  id: string
  channelId: ChannelId
  wamid: string
  word: string
  recipient: string
  at: Date
  /** The message that our own value in the callback data names. */
  claimedId: MessageId | null
  messageId: MessageId | null
}

/**
 * Applies status webhooks of one tenant together: a look-up, an insert and an update for all of them.
 * A status whose message is unknown is kept and joined as soon as its wamid is bound (`adoptEarlyStatuses`).
 * Each has a wamid and a status word.
 */
export async function applyStatuses(
  context: ApplyContext,
  received: readonly ReceivedStatus[],
): Promise<void> {
  const statuses = received.map(readStatus)
  for (const [channelId, ofChannel] of Map.groupBy(statuses, (status) => status.channelId))
    await findMessagesOf(context, channelId, ofChannel)
  const fresh = await keepStatuses(context, statuses)
  const settled = await settleStatuses(
    context.tx,
    fresh.flatMap(({ messageId, received: { status }, at }) =>
      messageId ? [effectOf(messageId, status, at)] : [],
    ),
  )
  const own = new Set(settled.map(({ id }) => id))
  for (const { messageId, word, at } of fresh)
    if (messageId && own.has(messageId))
      context.tell({ type: 'message.status', messageId, status: word, occurredAt: at })
  const reactions = settled.filter(({ type }) => type === 'reaction')
  const failed = reactions.filter(({ status }) => status === 'failed')
  await withdrawOwnReactions(
    context.tx,
    context.sealer,
    failed.map(({ id }) => id),
  )
  for (const { id, conversationId, type } of settled)
    if (type !== 'reaction') context.hint({ kind: 'status', conversationId, messageId: id })
  // Reactions have no line of their own that a screen could fetch again.
  for (const { conversationId } of failed)
    context.hint({ kind: 'message', conversationId, messageId: null })
  await learnNames(context, fresh, new Map(settled.map((one) => [one.id, one.contactId])))
}

function readStatus(received: ReceivedStatus): Status {
  const { status, channel, receivedAt } = received
  return {
    received,
    id: newId(),
    channelId: channel.channelId,
    wamid: columnText(textAt(status, 'id')) ?? '',
    word: columnText(textAt(status, 'status'))?.toLowerCase() ?? '',
    recipient:
      columnText(
        textAt(status, 'recipient_participant_user_id') ??
          textAt(status, 'recipient_participant_id') ??
          textAt(status, 'participant_recipient_id') ??
          textAt(status, 'recipient_user_id') ??
          textAt(status, 'recipient_id'),
      ) ?? '',
    at: occurrenceOf(numberAt(status, 'timestamp'), receivedAt),
    claimedId: messageIdOfCallback(textAt(status, 'biz_opaque_callback_data')),
    messageId: null,
  }
}

async function findMessagesOf(
  context: ApplyContext,
  channelId: ChannelId,
  statuses: readonly Status[],
): Promise<void> {
  const { tx } = context
  const unknown = async (): Promise<Status[]> => {
    const without = statuses.filter((status) => status.messageId === null)
    const ids = await messageIdsOfWamids(tx, channelId, [
      ...new Set(without.map((status) => status.wamid)),
    ])
    for (const status of without) status.messageId = ids.get(status.wamid) ?? null
    return without.filter((status) => status.messageId === null)
  }
  let waiting = await unknown()
  const [first] = waiting
  if (!first) return
  // Before anything is bound, which locks messages: whoever binds them elsewhere locks in this order too.
  const isKeepingLikely = waiting.some(({ claimedId }) => claimedId === null)
  if (isKeepingLikely) {
    await lockUnknownWamids(tx, channelId, 'keep')
    waiting = await unknown()
  }
  const bound = await bindSentMessages(
    tx,
    channelId,
    waiting.flatMap(({ claimedId, wamid }) => (claimedId ? [{ messageId: claimedId, wamid }] : [])),
  )
  if (bound.length > 0) waiting = await unknown()
  if (waiting.length > 0 && !isKeepingLikely) {
    await lockUnknownWamids(tx, channelId, 'keep')
    await unknown()
  }
  await adoptEarlyChanges(context, first.received.channel, bound)
}

/** Stores each status once. @returns those that are new. */
async function keepStatuses(context: ApplyContext, statuses: readonly Status[]): Promise<Status[]> {
  const { tx, sealer } = context
  if (statuses.length === 0) return []
  const rows = await tx
    .insertInto('messageStatus')
    .values(
      statuses.map((status) => ({
        tenantId: tx.tenantId,
        id: status.id,
        channelId: status.channelId,
        wamid: status.wamid,
        status: status.word,
        recipient: status.recipient,
        messageId: status.messageId,
        occurredAt: status.at,
        receivedAt: status.received.receivedAt,
        rawSealed: sealer.sealJson('message_status', 'raw_sealed', status.id, envelopeOf(status)),
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['tenantId', 'channelId', 'wamid', 'status', 'recipient']).doNothing(),
    )
    .returning('id')
    .execute()
  const stored = new Set(rows.map((row) => row.id))
  await keepOtherRepeats(
    context,
    statuses.filter((status) => !stored.has(status.id)),
  )
  return statuses.filter((status) => stored.has(status.id))
}

function envelopeOf({ received }: Status): StatusEnvelope {
  const { status, contact, metadata, errors } = received
  return {
    status,
    ...(contact ? { contact } : {}),
    ...(metadata ? { metadata } : {}),
    ...(errors ? { errors } : {}),
  }
}

/** A status we have already changes nothing; but where it says something else than before, it is kept. */
async function keepOtherRepeats(
  { tx, sealer, keep }: ApplyContext,
  repeats: readonly Status[],
): Promise<void> {
  for (const repeat of repeats) {
    const known = await tx
      .selectFrom('messageStatus')
      .select(['id', 'rawSealed'])
      .where('tenantId', '=', tx.tenantId)
      .where('channelId', '=', repeat.channelId)
      .where('wamid', '=', repeat.wamid)
      .where('status', '=', repeat.word)
      .where('recipient', '=', repeat.recipient)
      .executeTakeFirst()
    if (!known) continue
    const envelope = sealer.openJson<StatusEnvelope>(
      'message_status',
      'raw_sealed',
      known.id,
      known.rawSealed,
    )
    if (canonicalJson(envelope.status) === canonicalJson(repeat.received.status)) continue
    keep({
      channelId: repeat.channelId,
      field: 'messages',
      kind: 'repeated_status',
      payload: envelopeOf(repeat),
      occurredAt: repeat.at,
      receivedAt: repeat.received.receivedAt,
    })
  }
}

/** Statuses name their recipient, sometimes with a BSUID or username that was not known before. */
async function learnNames(
  context: ApplyContext,
  statuses: readonly Status[],
  contactIds: ReadonlyMap<MessageId, ContactId>,
): Promise<void> {
  const mentions = new Map<string, PersonMention>()
  for (const { received, messageId, at } of statuses) {
    const { status, contact, channel } = received
    const contactId = messageId && contactIds.get(messageId)
    if (!contactId || !contact || textAt(status, 'recipient_type') === 'group') continue
    const names = mentionOfContact(contact)
    if (!names.waId && !names.bsuid) continue
    mentions.set(JSON.stringify([contactId, channel.portfolioId, names]), {
      ...names,
      contactId,
      scope: channel.portfolioId,
      at,
      source: 'webhook',
    })
  }
  const { changedIds } = await resolvePeople(context.tx, [...mentions.values()], context.now)
  if (changedIds.length > 0)
    context.hint({ kind: 'contact', conversationId: null, messageId: null })
  for (const contactId of changedIds) context.tell({ type: 'contact.updated', contactId })
}
