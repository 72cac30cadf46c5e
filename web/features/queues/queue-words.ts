import type { Lane } from '#shared/contracts/lane.ts'
import type { OutboxPriority } from '#shared/contracts/operations.ts'
import type { Tint } from '#web/ui/chip.tsx'

/** How the queues are told in words. Languages of numbers and times follow the browser. */
const whole = new Intl.NumberFormat()
const rate = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 })
const compact = new Intl.NumberFormat(undefined, { notation: 'compact', maximumFractionDigits: 1 })

export const countWords = (count: number): string => whole.format(count)
export const rateWords = (perSecond: number): string => rate.format(perSecond)
/** "1.2M" for large numbers in tight places. */
export const shortCount = (count: number): string =>
  count < 10_000 ? whole.format(count) : compact.format(count)

/** "3 numbers", "1 number". */
export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${countWords(count)} ${count === 1 ? one : many}`

/** "now", "2 s", "4 min", "3 h", "5 days": how old something is, one unit. */
export function ageWords(at: string | Date, nowMs: number): string {
  const seconds = Math.max(0, Math.floor((nowMs - new Date(at).getTime()) / 1000))
  if (seconds < 1) return 'now'
  if (seconds < 60) return `${seconds} s`
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min`
  if (seconds < 72 * 3_600) return `${Math.floor(seconds / 3_600)} h`
  return `${Math.floor(seconds / 86_400)} days`
}

export const agoWords = (at: string, nowMs: number): string => {
  const age = ageWords(at, nowMs)
  return age === 'now' ? 'just now' : `${age} ago`
}

export const inWords = (at: string, nowMs: number): string => {
  const age = ageWords(new Date(nowMs), Date.parse(at))
  return age === 'now' ? 'now' : `in ${age}`
}

export const priorityNames: Record<OutboxPriority, string> = {
  reply: 'Replies',
  authentication: 'Codes',
  transactional: 'Service',
  campaign: 'Campaigns',
}

export type LaneState = 'held' | 'paused' | 'slowed' | 'sending' | 'idle'

/** What matters most is told: what stops a lane before what slows it, that before what it does. */
export function laneState(lane: Lane): LaneState {
  if (lane.hold) return 'held'
  if (lane.pause && lane.messagesPerSecond === 0) return 'paused'
  if (lane.slowdown) return 'slowed'
  return Object.values(lane.depth).some(({ count }) => count > 0) ? 'sending' : 'idle'
}

export const laneStates: Record<LaneState, { word: string; tint: Tint }> = {
  held: { word: 'On hold', tint: 'violet' },
  paused: { word: 'Stopped', tint: 'rose' },
  slowed: { word: 'Slowed down', tint: 'amber' },
  sending: { word: 'Sending', tint: 'green' },
  idle: { word: 'Idle', tint: 'slate' },
}

const asSentence = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`)

/** Why a lane is not at its full pace, and what happens next; null when nothing holds it back. */
export function laneReason(lane: Lane, nowMs: number): string | null {
  switch (laneState(lane)) {
    case 'held': {
      if (!lane.hold) return null
      const { reason, byName, since } = lane.hold
      const by = byName === null ? '' : ` by ${byName}`
      return `${asSentence(reason)} Held${by} ${agoWords(since, nowMs)}, until somebody lets it go on.`
    }
    case 'paused':
      return (
        lane.pause &&
        `${asSentence(lane.pause.reason)} Next try ${inWords(lane.pause.until, nowMs)}.`
      )
    case 'slowed':
      return (
        lane.slowdown &&
        `${asSentence(lane.slowdown.reason)} Slowed ${agoWords(lane.slowdown.since, nowMs)}; nothing is lost.`
      )
    case 'sending':
    case 'idle':
      return null
  }
}

const parkReasons: Record<string, { word: string; advice: string }> = {
  unknown_phone_number: {
    word: 'Unknown number',
    advice: 'No workspace has this number. Connect it, then replay.',
  },
  unknown_account: {
    word: 'Unknown account',
    advice: 'No workspace has a number of this account. Connect one, then replay.',
  },
  not_json: {
    word: 'Not JSON',
    advice: 'Signed, but not readable. A replay changes nothing until the cause is known.',
  },
  unknown_shape: {
    word: 'Unknown shape',
    advice: 'A kind of webhook this release does not know. Replay it after an update.',
  },
  not_applied: {
    word: 'Could not be applied',
    advice: 'Applying it failed. The log names the failure under this id.',
  },
}

export const parkReason = (reason: string): { word: string; advice: string } =>
  parkReasons[reason] ?? { word: reason.replaceAll('_', ' '), advice: '' }

const types: Record<string, string> = {
  text: 'Text',
  image: 'Photo',
  video: 'Video',
  audio: 'Voice or audio',
  document: 'Document',
  sticker: 'Sticker',
  location: 'Location',
  contacts: 'Contact card',
  template: 'Template',
  interactive: 'Buttons or list',
  reaction: 'Reaction',
}

export const typeWord = (type: string): string => types[type] ?? type

/** "fetch-media" → "Fetch media". */
export const taskWords = (task: string): string => {
  const words = task.replaceAll(/[-_:.]+/g, ' ').trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

const failures: Record<string, string> = {
  status: 'It answered with an error',
  redirect: 'It answered with a redirect',
  gone: 'It is gone for good (410)',
  timeout: 'It did not answer in time',
  connection: 'The connection failed',
  tls: 'Its certificate was not accepted',
  not_http: 'It does not speak HTTP',
  not_a_url: 'The address is not valid',
  not_https: 'The address is not HTTPS',
  credentials_in_url: 'The address holds a password',
  unresolvable: 'Its name leads nowhere',
  address_not_allowed: 'The address is not public',
  expired: 'Three days went by without success',
  payload_gone: 'The contents were deleted by age',
}

export const failureWord = (reason: string | null): string =>
  reason === null ? 'Given up' : (failures[reason] ?? reason.replaceAll('_', ' '))

export const eventWord = (type: string): string => {
  const words = type.replaceAll(/[._]/g, ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
