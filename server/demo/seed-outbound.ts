import {
  findMessageByWamid,
  claimWamids,
  insertMessage,
  openConversation,
  recordFailure,
  recordOutbound,
  sealReaction,
} from '../features/messages/messages.ts'
import { saveMedia } from '../features/media/media.ts'
import type { TenantTx } from '../database/database.ts'
import {
  newId,
  type ChannelId,
  type ContactId,
  type MediaId,
  type MessageId,
  type TenantId,
  type UserId,
} from '../platform/ids.ts'
import type { Runtime } from '../runtime/runtime.ts'
import { contentOf, demoFile, timeOf, type DemoMessage, type DemoShop } from './demo-shop.ts'
import { renderDemoTemplate } from './demo-template.ts'

export type SeedPlace = {
  tenantId: TenantId
  channelId: ChannelId
  contactId: ContactId
  seededAt: Date
  memberIds: ReadonlyMap<string, UserId>
}

/** What the gate column says of the story's messages: nobody sent them. */
const demoGate = { verdict: 'demo', says: 'Part of the demo: it was written with the workspace.' }

/** Stores what the shop wrote in the story, with the ticks it got. Known messages stay as they are. */
export async function seedOutbound(
  runtime: Runtime,
  shop: DemoShop,
  place: SeedPlace,
  message: DemoMessage,
): Promise<void> {
  const known = await runtime.database.inTenant(place.tenantId, (tx) =>
    findMessageByWamid(tx, message.id, place.channelId),
  )
  if (known) return
  const template = message.type === 'template' ? renderDemoTemplate(shop, message) : null
  const media = (template?.headerMedia ?? contentOf(message)) as MediaOfStory
  const mediaId = media.file ? await seedMedia(runtime, place.tenantId, message.type, media) : null
  const sealer = await runtime.keyring.forTenant(place.tenantId)
  await runtime.database.inTenant(place.tenantId, async (tx) => {
    if (message.type === 'reaction') return seedReaction(tx, sealer, place, message)
    const occurredAt = timeOf(place.seededAt, message.minutesAgo)
    const { id: conversationId } = await openConversation(tx, { ...place, now: occurredAt })
    const messageId = newId<MessageId>()
    await claimWamids(tx, place.channelId, [{ wamid: message.id, messageId }])
    const context = message['context'] as { message_id?: string } | undefined
    await insertMessage(tx, sealer, {
      id: messageId,
      conversationId,
      contactId: place.contactId,
      channelId: place.channelId,
      direction: 'outbound',
      type: message.type,
      status: message.status ?? 'sent',
      ...authorOf(place, message),
      wamid: message.id,
      contextWamid: context?.message_id ?? null,
      mediaId,
      gate: demoGate,
      occurredAt,
      acceptedAt: occurredAt,
      createdAt: occurredAt,
      envelope: {
        message: {
          type: message.type,
          [message.type]: withoutFile(contentOf(message)),
          ...(context ? { context } : {}),
        },
        ...(template ? { rendered: template.rendered } : {}),
      },
    })
    await seedTicks(tx, messageId, message, occurredAt)
    await recordOutbound(tx, conversationId, { messageId, occurredAt })
    if (message.status === 'failed') await recordFailure(tx, conversationId, occurredAt)
  })
}

type MediaOfStory = { file?: string; mime_type?: string; filename?: string; voice?: boolean }

const withoutFile = ({ file: _file, ...content }: Record<string, unknown>) => content

const authorOf = (place: SeedPlace, message: DemoMessage) =>
  message.author === 'bot' || !message.author
    ? ({ authorKind: 'bot', authorId: null } as const)
    : ({ authorKind: 'member', authorId: place.memberIds.get(message.author) ?? null } as const)

async function seedMedia(
  runtime: Runtime,
  tenantId: TenantId,
  type: string,
  media: MediaOfStory,
): Promise<MediaId> {
  const bytes = await demoFile(media.file ?? '')
  return saveMedia(runtime, tenantId, {
    bytes: (async function* () {
      yield bytes
    })(),
    kind:
      type === 'template'
        ? 'image'
        : (type as 'image' | 'video' | 'audio' | 'document' | 'sticker'),
    mimeType: media.mime_type ?? 'application/octet-stream',
    fileName: media.filename ?? null,
    isVoice: media.voice ?? false,
    source: 'upload',
  })
}

/** Each tick a little after the one before, up to the status that the story tells. */
async function seedTicks(
  tx: TenantTx,
  messageId: MessageId,
  message: DemoMessage,
  occurredAt: Date,
): Promise<void> {
  const after = (seconds: number) => new Date(occurredAt.getTime() + seconds * 1000)
  const reached = ['sent', 'delivered', 'read', 'played'].indexOf(message.status ?? 'sent')
  const isFailed = message.status === 'failed'
  await tx
    .updateTable('message')
    .set({
      sentAt: isFailed ? null : after(1),
      deliveredAt: reached >= 1 ? after(2) : null,
      readAt: reached >= 2 ? after(45) : null,
      playedAt: reached >= 3 ? after(70) : null,
      failedAt: isFailed ? after(2) : null,
      errorCode: message.error?.code ?? null,
      error: message.error ? JSON.stringify(message.error) : null,
    })
    .where('tenantId', '=', tx.tenantId)
    .where('id', '=', messageId)
    .execute()
}

async function seedReaction(
  tx: TenantTx,
  sealer: Parameters<typeof sealReaction>[0],
  place: SeedPlace,
  message: DemoMessage,
): Promise<void> {
  const { message_id: target, emoji } = contentOf(message) as { message_id: string; emoji: string }
  const reacted = await findMessageByWamid(tx, target, place.channelId)
  if (!reacted) return
  const actor = 'business'
  await tx
    .insertInto('reaction')
    .values({
      tenantId: tx.tenantId,
      messageId: reacted.id,
      actor,
      direction: 'outbound',
      ...authorOf(place, message),
      emojiSealed: sealReaction(sealer, { messageId: reacted.id, actor }, emoji),
      occurredAt: timeOf(place.seededAt, message.minutesAgo),
    })
    .onConflict((conflict) => conflict.columns(['tenantId', 'messageId', 'actor']).doNothing())
    .execute()
}
