import { z } from 'zod'
import type { JobTasks } from '../../jobs/jobs.ts'
import { metaErrorCode } from '../../meta/error-codes.ts'
import { GraphRefusal, type GraphChannel } from '../../meta/graph-client.ts'
import type { ChannelId, MediaId, TenantId } from '../../platform/ids.ts'
import type { Runtime } from '../../runtime/runtime.ts'
import { findGraphChannel } from '../channels/channels.ts'
import { fetchMediaTask } from './inbound-media.ts'
import { largestFileBytes, limitWords } from '#shared/media-limits.ts'
import {
  countFetchAttempt,
  findMedia,
  markMediaFailed,
  markMediaReady,
  type MediaRow,
} from './media-store.ts'
import { storeBytes } from './save-media.ts'
import { blobKeyOf } from './sealed-file.ts'

/** With the growing gaps of the job queue these take about a day; Meta keeps media of webhooks for seven. */
const mostAttempts = 13

const FetchPayload = z.object({
  tenantId: z.string().transform((id) => id as TenantId),
  mediaId: z.string().transform((id) => id as MediaId),
  conversationId: z.string(),
  messageId: z.string(),
  url: z.string().nullable(),
})

/** Background work of the media feature. */
export function mediaTasks(runtime: Runtime): JobTasks {
  return { [fetchMediaTask]: (payload) => fetchMedia(runtime, FetchPayload.parse(payload)) }
}

/**
 * Fetches what a webhook announced and stores it sealed. Fetching twice is harmless.
 * @throws when it is to be tried again later.
 */
async function fetchMedia(runtime: Runtime, job: z.output<typeof FetchPayload>): Promise<void> {
  const { tenantId, mediaId } = job
  const { database, hints, keyring } = runtime
  const sealer = await keyring.forTenant(tenantId)
  const start = await database.inTenant(tenantId, async (tx) => {
    const media = await findMedia(tx, mediaId)
    if (media?.state !== 'pending') return null
    const attempts = await countFetchAttempt(tx, mediaId)
    const channel = await findGraphChannel(tx, sealer, media.channelId as ChannelId)
    return { media, attempts, channel }
  })
  if (!start) return
  const result = await tryFetch(runtime, job, start)
  await database.inTenant(tenantId, (tx) =>
    'reason' in result
      ? markMediaFailed(tx, mediaId, result.reason)
      : markMediaReady(tx, mediaId, result),
  )
  const { conversationId, messageId } = job
  hints.publish(tenantId, { kind: 'media', conversationId, messageId })
}

type Fetched = { sizeBytes: number; sha256: string } | { reason: string }

async function tryFetch(
  runtime: Runtime,
  job: z.output<typeof FetchPayload>,
  start: { media: MediaRow; attempts: number; channel: GraphChannel | null },
): Promise<Fetched> {
  const { media, attempts, channel } = start
  try {
    if (!channel) throw new Error('the number is not connected')
    return await fetchBytes(runtime, job, channel, { media, isFirst: attempts === 1 })
  } catch (error) {
    if (error instanceof MediaTooLarge) return { reason: error.message }
    if (error instanceof GraphRefusal && isGone(error))
      return { reason: 'WhatsApp no longer has this file. Ask them to send it again.' }
    if (attempts < mostAttempts) throw error
    runtime.log.warn({ err: error, mediaId: media.id }, 'media could not be fetched')
    return {
      reason: channel
        ? 'This file could not be fetched from WhatsApp. Ask them to send it again.'
        : 'This file could not be fetched because its number was not connected.',
    }
  }
}

async function fetchBytes(
  { blobs, graph, keyring }: Runtime,
  job: z.output<typeof FetchPayload>,
  channel: GraphChannel,
  { media, isFirst }: { media: MediaRow; isFirst: boolean },
): Promise<{ sizeBytes: number; sha256: string }> {
  // The address in the webhook lives five minutes; later, or when it does not work, the id gives a new one.
  const download = isFirst && job.url !== null ? await fromWebhook(graph, channel, job.url) : null
  const { bytes, sizeBytes } =
    download ??
    (await graph.downloadMedia(
      channel,
      (await graph.mediaFacts(channel, media.metaMediaId ?? '')).url,
    ))
  if (sizeBytes !== null && sizeBytes > largestFileBytes) {
    bytes.destroy()
    throw new MediaTooLarge()
  }
  const stored = await storeBytes({ blobs, keyring }, job, capped(bytes))
  if (media.sha256 !== null && media.sha256 !== stored.sha256) {
    await blobs.delete(blobKeyOf(job))
    throw new Error('the fetched file is not the one that was announced: its SHA-256 differs')
  }
  return stored
}

async function fromWebhook(graph: Runtime['graph'], channel: GraphChannel, url: string) {
  try {
    return await graph.downloadMedia(channel, url)
  } catch (error) {
    if (error instanceof GraphRefusal) return null
    throw error
  }
}

class MediaTooLarge extends Error {
  constructor() {
    super(`This file is larger than ${limitWords(largestFileBytes)}, more than WhatsApp passes on.`)
  }
}

async function* capped(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let sizeBytes = 0
  for await (const part of bytes) {
    sizeBytes += part.length
    if (sizeBytes > largestFileBytes) throw new MediaTooLarge()
    yield part
  }
}

/** Meta does not know the id (any more). Everything else may pass: outages, limits, an expired token. */
const isGone = ({ error }: GraphRefusal): boolean =>
  metaErrorCode(error.code).class === 'request' || error.code === 33
