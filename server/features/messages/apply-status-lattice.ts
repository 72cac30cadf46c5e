import type { MessageId } from '../../platform/ids.ts'
import { columnText } from './apply-context.ts'
import { listAt, numberAt, objectAt, textAt, type RawObject } from './raw-content.ts'

/** sent < delivered < read < played: a message only moves forward. */
export const statusSteps = ['sent', 'delivered', 'read', 'played'] as const
export type StatusStep = (typeof statusSteps)[number]

/** What one status webhook says about a message. */
export type StatusEffect = {
  messageId: MessageId
  /** Null for words that say nothing about how far the message has come, like those of payments. */
  step: StatusStep | 'failed' | null
  at: Date
  errorCode: number | null
  error: RawObject | null
  pricing: RawObject | null
}

export function effectOf(messageId: MessageId, status: RawObject, at: Date): StatusEffect {
  const word = textAt(status, 'status')?.toLowerCase() ?? ''
  const isOfMessage = textAt(status, 'type') === null || textAt(status, 'type') === 'message'
  const step =
    word === 'failed' ? 'failed' : (statusSteps.find((candidate) => candidate === word) ?? null)
  const [error] = listAt(status, 'errors')
  return {
    messageId,
    step: isOfMessage ? step : null,
    at,
    errorCode: error ? numberAt(error, 'code') : null,
    error: error ? presentableError(error) : null,
    pricing: isOfMessage ? withoutZeros(objectAt(status, 'pricing')) : null,
  }
}

/** Meta's error object in the words that the API shows; the whole of it stays in the sealed status. */
const presentableError = (error: RawObject): RawObject => ({
  code: numberAt(error, 'code'),
  title: columnText(textAt(error, 'title') ?? textAt(error, 'message')) ?? 'Failed',
  details: columnText(textAt(error, 'error_data', 'details')),
  href: columnText(textAt(error, 'href')),
})

/** PostgreSQL's jsonb refuses the zero character. */
const withoutZeros = (value: RawObject | null): RawObject | null =>
  value === null
    ? null
    : (JSON.parse(JSON.stringify(value).replaceAll(String.raw`\u0000`, '')) as RawObject)

/** What several statuses say about one message together, in whatever order they came. */
export type CombinedEffect = {
  messageId: MessageId
  /** Position in `statusSteps` of the furthest step, from 0; -1 when there is none. */
  furthest: number
  times: Partial<Record<StatusStep | 'failed', Date>>
  errorCode: number | null
  error: RawObject | null
  pricing: RawObject | null
}

export function combineEffects(effects: readonly StatusEffect[]): CombinedEffect[] {
  const combined = new Map<MessageId, CombinedEffect>()
  for (const { messageId, step, at, errorCode, error, pricing } of effects) {
    const one: CombinedEffect = combined.get(messageId) ?? {
      messageId,
      furthest: -1,
      times: {},
      errorCode: null,
      error: null,
      pricing: null,
    }
    if (step !== null) {
      const known = one.times[step]
      one.times[step] = known && known < at ? known : at
    }
    if (step === 'failed') {
      one.errorCode = errorCode
      one.error = error
    } else if (step !== null) one.furthest = Math.max(one.furthest, statusSteps.indexOf(step))
    if (pricing) one.pricing = { ...one.pricing, ...pricing }
    combined.set(messageId, one)
  }
  return [...combined.values()]
}
