import { z } from 'zod'

const time = z.iso.datetime()
const count = z.number().int().nonnegative()

/** Messages of one urgency that wait. Above 100,000 they are not counted further. */
export const LaneDepth = z.object({ count, isMore: z.boolean(), oldestAt: time.nullable() })
export type LaneDepth = z.infer<typeof LaneDepth>

/** One number of a workspace on its way out: what waits, how fast it goes, and why it does not go faster. */
export const Lane = z.object({
  channelId: z.string(),
  name: z.string(),
  displayPhoneNumber: z.string(),
  /** Most urgent first: replies of people, one-time codes, bots and transactional messages, campaigns. */
  depth: z.object({
    reply: LaneDepth,
    authentication: LaneDepth,
    transactional: LaneDepth,
    campaign: LaneDepth,
  }),
  /** Messages that wait for their time, `sendAt`. */
  scheduled: count,
  /** Requests whose answer never came, and that nothing has settled yet. */
  unknown: count,
  /** What Meta allows this number; messages that come in count too. */
  messagesPerSecondAllowed: z.number().positive(),
  /** What it may send now; 0 while it stands still. */
  messagesPerSecond: z.number().nonnegative(),
  qualityRating: z.enum(['green', 'yellow', 'red', 'unknown']),
  /** It goes more slowly by itself, and why; in words for people. */
  slowdown: z.object({ reason: z.string(), since: time }).nullable(),
  /** It stands still by itself because the number cannot send; at `until` one message tries again. */
  pause: z.object({ reason: z.string(), until: time }).nullable(),
  /** A person holds it, until a person lets go. */
  hold: z.object({ reason: z.string(), byName: z.string().nullable(), since: time }).nullable(),
  /** People reached outside windows in 24 hours, shared by all numbers of the business; null: no limit known. */
  reach: z.object({ reached: count, limit: count }).nullable(),
  /** Whether a server process sends for it now. Without work none needs to. */
  isServed: z.boolean(),
})
export type Lane = z.infer<typeof Lane>

export const LaneList = z.object({ data: z.array(Lane) })
export type LaneList = z.infer<typeof LaneList>

/** Body of `POST /v1/lanes/{channelId}/pause`. */
export const PauseLane = z.object({
  reason: z
    .string()
    .trim()
    .min(1, 'reason must not be empty')
    .max(200, 'reason must be 200 characters or fewer'),
})
export type PauseLane = z.infer<typeof PauseLane>
