import { customerServiceWindow } from '#shared/customer-service-window.ts'
import { sizeFault, typeFault } from '../media/media.ts'
import { agoWords } from './ago-words.ts'
import { passed, refused, type GateFacts, type GateRuleResult } from './gate-facts.ts'

type GateRule = (facts: GateFacts, now: Date) => GateRuleResult

const dayMs = 24 * 60 * 60_000

/** @source Meta, "Send messages", reaction messages: the target is at most 30 days old; read 2026-11-20. */
const reactionTargetMaxAgeMs = 30 * dayMs

/** The rules in the order in which they are told: first what stops everything, last what is easily mended. */
export const gateRules: Record<string, GateRule> = {
  tenant_active: ({ tenantStatus }) =>
    tenantStatus === 'active'
      ? passed('The workspace is active.')
      : refused(
          'tenant_suspended',
          'This workspace is suspended and cannot send. Its owner has to talk to the operator.',
        ),

  channel_connected: ({ channelState }) =>
    channelState === 'connected'
      ? passed('The number is connected.')
      : refused(
          'channel_disconnected',
          'This WhatsApp number is not connected. Connect it again in Settings, then send.',
        ),

  recipient_reachable: ({ hasAddress }) =>
    hasAddress
      ? passed('WhatsApp can reach this contact from this number.')
      : refused(
          'recipient_unreachable',
          'This contact has neither a phone number nor a WhatsApp user id that this number can write to.',
        ),

  customer_service_window: windowRule,

  not_opted_out: ({ purpose, optedOutAt }, now) => {
    if (!optedOutAt) return passed('They have not asked to stop offers.')
    const asked = `They asked to stop offers ${agoWords(optedOutAt, now)}.`
    return purpose === 'marketing'
      ? refused('contact_opted_out', `${asked} Replies and order updates are still allowed.`)
      : passed(`${asked} This is a reply to what they wrote, which is still allowed.`, {
          optedOutAt: optedOutAt.toISOString(),
        })
  },

  target_message: targetRule,

  media_accepted: mediaRule,
}

/**
 * Free-form messages go out only inside the customer service window.
 * @source Meta, "Send messages", customer service windows; read 2026-11-20, Graph v26.0.
 */
function windowRule({ lastInboundAt, isScheduled }: GateFacts, now: Date): GateRuleResult {
  if (isScheduled)
    return passed('It leaves later: whether the 24-hour window is open then is looked at then.')
  const window = customerServiceWindow(lastInboundAt, now)
  if (lastInboundAt === null || window.state === 'never')
    return refused(
      'window_closed',
      'They have not written to this number yet. WhatsApp allows a first message only as an ' +
        'approved template: wait for them to write.',
    )
  const ago = agoWords(lastInboundAt, now)
  if (window.state === 'closed')
    return refused(
      'window_closed',
      `Their last message was ${ago}. WhatsApp allows free messages for 24 hours after it, and now ` +
        'only approved templates: wait for them to write.',
    )
  return passed(`They wrote ${ago}; the 24-hour window is open.`, {
    lastInboundAt: lastInboundAt.toISOString(),
    closesAt: window.closesAt.toISOString(),
  })
}

/** @source Meta, "Send messages", contextual replies and reactions; read 2026-11-20, Graph v26.0. */
function targetRule({ target }: GateFacts, now: Date): GateRuleResult {
  if (!target) return null
  const { use, found } = target
  const what = use === 'reply' ? 'The quoted message' : 'The message to react to'
  if (!found) return refused('context_unknown', `${what} does not exist in this conversation.`)
  if (!found.wamid)
    return refused(
      'context_unknown',
      `${what} has not been taken by WhatsApp yet. Try again once it shows a tick.`,
    )
  if (use === 'reaction' && found.direction !== 'inbound')
    return refused(
      'reaction_target_invalid',
      'WhatsApp lets a business react only to messages of the contact, not to its own.',
    )
  if (use === 'reaction' && now.getTime() - found.occurredAt.getTime() > reactionTargetMaxAgeMs)
    return refused(
      'reaction_target_invalid',
      `WhatsApp allows reactions for 30 days; this message came ${agoWords(found.occurredAt, now)}.`,
    )
  return passed(`${what} is part of this conversation.`)
}

/** @source Meta, "Cloud API media reference", supported media types; read 2026-11-20, Graph v26.0. */
function mediaRule({ media }: GateFacts): GateRuleResult {
  if (!media) return null
  const { sentAs, isVoiceNote, found } = media
  if (!found) return refused('media_unknown', 'There is no uploaded file with this id.')
  if (found.state !== 'ready' || found.sizeBytes === null)
    return refused(
      'media_not_ready',
      found.state === 'failed'
        ? 'This file could not be fetched, so it cannot be sent. Upload it again.'
        : 'This file is still being fetched. Try again in a moment.',
    )
  const wrongType = typeFault(sentAs, found.mimeType)
  if (wrongType) return refused('media_type_unsupported', wrongType)
  if (sentAs === 'sticker' && found.kind !== 'sticker')
    return refused(
      'media_type_unsupported',
      'Stickers must be WebP of 512 × 512 pixels, up to 100 KB, or 500 KB when they move; this file is not.',
    )
  if (isVoiceNote && found.mimeType !== 'audio/ogg')
    return refused(
      'media_type_unsupported',
      `WhatsApp takes voice messages as audio/ogg with Opus only, not as ${found.mimeType}.`,
    )
  const tooLarge = sizeFault(sentAs, found.sizeBytes)
  if (tooLarge) return refused('media_too_large', tooLarge)
  return passed('The file is of a type and size that WhatsApp takes.', {
    sizeBytes: found.sizeBytes,
  })
}
