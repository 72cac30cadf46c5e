import type { MediaKind } from '#shared/media-limits.ts'
import type { GateRefusalCode } from './sending-problems.ts'

/**
 * Why a message is sent. `reply`: a person or a program answers somebody, or goes on with something they
 * started. `marketing`: offers nobody asked for; opting out stops these and only these.
 */
export type SendingPurpose = 'reply' | 'marketing'

/** Everything the gate looks at; no content among it. */
export type GateFacts = {
  purpose: SendingPurpose
  /** It leaves later and passes the gate again then. */
  isScheduled: boolean
  tenantStatus: string
  channelState: string
  /** The contact has a name that WhatsApp delivers to: a number, a business-scoped user id, a group id. */
  hasAddress: boolean
  lastInboundAt: Date | null
  optedOutAt: Date | null
  /** The message that is quoted or reacted to; null when there is none. */
  target: { use: 'reply' | 'reaction'; found: TargetFacts | null } | null
  /** The file of ours that is sent; null for messages without one, and for links that Meta fetches. */
  media: { sentAs: MediaKind; isVoiceNote: boolean; found: MediaFileFacts | null } | null
}

/** A message of the same conversation. */
export type TargetFacts = { direction: string; wamid: string | null; occurredAt: Date }

export type MediaFileFacts = {
  state: 'pending' | 'ready' | 'failed'
  kind: MediaKind
  mimeType: string
  sizeBytes: number | null
}

/** Passed, with a sentence and the values it rests on; or refused. Null: the rule has nothing to say here. */
export type GateRuleResult =
  | { kind: 'refused'; code: GateRefusalCode; says: string }
  | { kind: 'passed'; says: string; values: Record<string, string | number> }
  | null

export const refused = (code: GateRefusalCode, says: string): GateRuleResult => ({
  kind: 'refused',
  code,
  says,
})

export const passed = (
  says: string,
  values: Record<string, string | number> = {},
): GateRuleResult => ({ kind: 'passed', says, values })
