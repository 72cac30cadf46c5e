/** What the load generator is told; it is a program of its own, so this travels as JSON. */
export type LoadPlan = {
  port: number
  connections: number
  /** Measured time. In front of it `warmUpMs` run that count for nothing. */
  durationMs: number
  warmUpMs: number
  /** Null: each connection asks again as soon as it is answered. Else so many start per second, late or not. */
  perSecond: number | null
  requests: RequestRecipe
}

/** How the requests are made. All of one plan differ, as real ones do. */
export type RequestRecipe =
  | {
      kind: 'webhooks'
      path: string
      appSecret: string
      /** Numbers in turn. */
      numbers: { wabaId: string; phoneNumberId: string; displayPhoneNumber: string }[]
      /** Statuses of these messages, in turn sent, delivered and read. */
      sentWamids: { prefix: string; count: number }
      /** Of each `inboundEvery` webhooks one is a message of a person; 0: none. */
      inboundEvery: number
      firstSerial: number
    }
  | { kind: 'sends'; path: string; apiKey: string; conversationIds: string[] }
  | { kind: 'reads'; apiKey: string; paths: string[] }

export type LoadResult = {
  count: number
  perSecond: number
  p50Ms: number
  p95Ms: number
  p99Ms: number
  /** Answers by status; `0` is a connection that broke. */
  statuses: Record<string, number>
}
