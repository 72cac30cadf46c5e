export const faultKinds = [
  'delay',
  'error',
  'lost_answer',
  'outage',
  'revoke_token',
  'media_gone',
  'duplicate_webhooks',
  'reorder_webhooks',
  'hold_webhooks',
] as const

export type FaultKind = (typeof faultKinds)[number]

export type Fault = {
  faultId: number
  kind: FaultKind
  /** Null: until it is removed or expires. */
  timesLeft: number | null
  ms: number | null
  code: number | null
  /** Part of the subject it applies to, for example `POST messages` or `statuses.read`; null is all. */
  match: string | null
  expiresAtMs: number | null
}
