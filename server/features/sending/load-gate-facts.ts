import type { TenantTx } from '../../database/database.ts'
import { isUuid, type MessageId } from '../../platform/ids.ts'
import { findMedia, type MediaRow } from '../media/media.ts'
import type { GateFacts, SendingPurpose, TargetFacts } from './gate-facts.ts'
import { isMediaType, type OutboundContent } from './outbound-message.ts'
import { recipientAddress } from './recipient-address.ts'
import {
  currentNames,
  findMessageIdOfWamid,
  findTargetById,
  type ConversationFacts,
} from './sending-store.ts'

export type LoadedFacts = {
  facts: GateFacts
  media: MediaRow | null
  target: (TargetFacts & { id: MessageId }) | null
}

/** Loads all that the gate looks at, in the transaction that stores the message if it passes. */
export async function loadGateFacts(
  tx: TenantTx,
  conversation: ConversationFacts,
  content: OutboundContent,
  { purpose, isScheduled = false }: { purpose: SendingPurpose; isScheduled?: boolean },
): Promise<LoadedFacts> {
  const names = await currentNames(tx, conversation.contactId)
  const reference = content.reactsTo ?? content.quotes
  const target = reference === null ? null : await findTarget(tx, conversation, reference)
  const media =
    content.mediaId && isUuid(content.mediaId) ? await findMedia(tx, content.mediaId) : null
  return {
    media,
    target,
    facts: {
      purpose,
      isScheduled,
      tenantStatus: conversation.tenantStatus,
      channelState: conversation.channelState,
      hasAddress: recipientAddress(names, conversation.portfolioId) !== null,
      lastInboundAt: conversation.lastInboundAt,
      optedOutAt: conversation.optedOutAt,
      target:
        reference === null
          ? null
          : { use: content.reactsTo === null ? 'reply' : 'reaction', found: target },
      media: mediaFacts(content, media),
    },
  }
}

/** The message meant by our id or Meta's, when it belongs to this conversation. */
async function findTarget(tx: TenantTx, conversation: ConversationFacts, reference: string) {
  const id = isUuid(reference)
    ? (reference as MessageId)
    : await findMessageIdOfWamid(tx, conversation.channelId, reference)
  return id ? findTargetById(tx, conversation.id, id) : null
}

function mediaFacts(content: OutboundContent, media: MediaRow | null): GateFacts['media'] {
  if (content.mediaId === null || !isMediaType(content.type)) return null
  return {
    sentAs: content.type,
    isVoiceNote: content.part['voice'] === true,
    found: media && {
      state: media.state,
      kind: media.kind,
      mimeType: media.mimeType,
      sizeBytes: media.sizeBytes === null ? null : Number(media.sizeBytes),
    },
  }
}
