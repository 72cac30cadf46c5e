import type { LiveHint } from '#shared/contracts/live-event.ts'
import type { TenantTx } from '../../database/database.ts'
import type { ChannelId } from '../../platform/ids.ts'
import type { Sealer } from '../../platform/sealing/keyring.ts'
import type { Runtime } from '../../runtime/runtime.ts'
import { defaultOptWords, type OptWords } from '../contacts/contacts.ts'
import {
  applyChanges,
  applyMessages,
  applyStatuses,
  type AppliedNews,
  type ApplyContext,
  type ChannelFacts,
} from '../messages/messages.ts'
import { countInbound } from '../sending/sending.ts'
import { findSubscriptions } from '../webhook-delivery/webhook-delivery.ts'
import { keepWebhookEvents, type NewWebhookEvent } from '../webhook-events/webhook-events.ts'
import { applyCalls } from './apply-calls.ts'
import { applyPreferences } from './apply-preferences.ts'
import { rawEventOf, type RawPart } from './raw-parts.ts'
import { tellEndpoints } from './tell-endpoints.ts'
import { unpackChange } from './unpack-change.ts'
import type { WebhookChange } from './webhook-change.ts'

/** A change that belongs to one tenant; `channelId` is null when it is about an account. */
export type PlacedChange = WebhookChange & { channelId: ChannelId | null }

/** What a batch holds for one tenant. */
export type PlacedForTenant = { changes: PlacedChange[]; raw: RawPart[] }

/**
 * Applies all changes of one tenant in a batch: messages first, then what changes them, then statuses, so that
 * what a batch brings together finds each other in whatever order it came.
 * @returns what to tell the screens once the transaction has committed, and how many deliveries to webhook
 *   endpoints it wrote.
 */
export async function applyToTenant(
  runtime: Pick<Runtime, 'clock' | 'database'>,
  tx: TenantTx,
  sealer: Sealer,
  { changes: placed, raw }: PlacedForTenant,
  { now, optWords = defaultOptWords }: { now: Date; optWords?: OptWords },
): Promise<{ hints: LiveHint[]; deliveries: number }> {
  const subscriptions = await findSubscriptions(tx)
  const news: AppliedNews[] = []
  const hints = new Map<string, LiveHint>()
  const events: NewWebhookEvent[] = []
  const context: ApplyContext = {
    tx,
    sealer,
    now,
    optWords,
    hint: (hint) => hints.set(JSON.stringify(hint), hint),
    keep: (event) => events.push(event),
    tell: (one) => news.push(one),
    wants: (type) => subscriptions.wants(type),
  }
  const channels = await findChannels(tx, placed)
  const unpacked = placed.map((change) => ({
    change,
    channel: change.channelId ? (channels.get(change.channelId) ?? null) : null,
  }))
  const parts = unpacked.map(({ change, channel }) => unpackChange(change, channel))
  await countInbound(
    tx,
    parts.flatMap((part) =>
      part.messages.filter(({ origin }) => origin === 'live').map(({ channel }) => channel),
    ),
  )
  await applyMessages(
    context,
    parts.flatMap((part) => part.messages),
  )
  await applyChanges(
    context,
    parts.flatMap((part) => part.changes),
  )
  await applyStatuses(
    context,
    parts.flatMap((part) => part.statuses),
  )
  for (const { change, channel } of unpacked) {
    if (channel && change.field === 'user_preferences')
      await applyPreferences(context, channel, change)
    if (channel && change.field === 'calls') await applyCalls(context, channel, change)
  }
  await keepWebhookEvents(tx, sealer, [...parts.flatMap((part) => part.events), ...events])
  const deliveries = await tellEndpoints(runtime, tx, sealer, {
    subscriptions,
    news,
    raw: subscriptions.wantsRaw ? raw.map(rawEventOf) : [],
    now,
  })
  return { hints: [...hints.values()], deliveries }
}

async function findChannels(
  tx: TenantTx,
  placed: readonly PlacedChange[],
): Promise<Map<ChannelId, ChannelFacts>> {
  const ids = [...new Set(placed.flatMap((change) => change.channelId ?? []))]
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectFrom('channel')
    .select(['id', 'portfolioId', 'displayPhoneNumber'])
    .where('tenantId', '=', tx.tenantId)
    .where('id', 'in', ids)
    .execute()
  return new Map(
    rows.map((row) => [
      row.id as ChannelId,
      {
        channelId: row.id as ChannelId,
        portfolioId: row.portfolioId ?? '',
        displayPhoneNumber: row.displayPhoneNumber,
      },
    ]),
  )
}
