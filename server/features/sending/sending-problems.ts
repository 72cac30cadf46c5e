import { problemCatalogue } from '../../platform/problem.ts'

/** Refusals of the gate and other reasons why a message cannot be taken. Each comes with a full sentence. */
export const sendingProblem = problemCatalogue({
  tenant_suspended: { status: 422, title: 'Workspace suspended' },
  channel_unknown: { status: 422, title: 'Number unknown' },
  channel_ambiguous: { status: 422, title: 'Number not chosen' },
  channel_disconnected: { status: 422, title: 'Number not connected' },
  recipient_invalid: { status: 422, title: 'Recipient not valid' },
  recipient_unreachable: { status: 422, title: 'Recipient not reachable' },
  window_closed: { status: 422, title: 'Customer service window closed' },
  contact_opted_out: { status: 422, title: 'Contact opted out' },
  context_unknown: { status: 422, title: 'Quoted message unknown' },
  reaction_target_invalid: { status: 422, title: 'Message cannot be reacted to' },
  media_unknown: { status: 422, title: 'Media unknown' },
  media_not_ready: { status: 422, title: 'Media not ready' },
  media_too_large: { status: 422, title: 'Media too large' },
  media_type_unsupported: { status: 422, title: 'Media type not supported' },
  not_cancellable: { status: 409, title: 'Too late to cancel' },
  not_retryable: { status: 409, title: 'Nothing to retry' },
})

export type GateRefusalCode =
  | 'tenant_suspended'
  | 'channel_disconnected'
  | 'recipient_unreachable'
  | 'window_closed'
  | 'contact_opted_out'
  | 'context_unknown'
  | 'reaction_target_invalid'
  | 'media_unknown'
  | 'media_not_ready'
  | 'media_too_large'
  | 'media_type_unsupported'
