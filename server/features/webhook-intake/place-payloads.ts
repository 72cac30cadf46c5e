import type { EngineTx } from '../../database/database.ts'
import { parseWebhookJson } from '../../meta/webhook-json.ts'
import type { TenantId } from '../../platform/ids.ts'
import type { Sealer } from '../../platform/sealing/keyring.ts'
import { textAt, type RawObject } from '../messages/messages.ts'
import type { PlacedChange, PlacedForTenant } from './apply-to-tenant.ts'
import { findChannelRoutes } from './channel-routes-across-tenants.ts'
import { openBody, type JournalRow, type ParkReason } from './journal-store.ts'
import { addressOf, type ChangeAddress } from './place-change.ts'
import { splitBody, type SplitBody, type WebhookChange } from './webhook-change.ts'

/** A payload, or what is left of it, that belongs to nobody here. */
export type Unplaced = {
  row: JournalRow
  body: Buffer | string
  reason: ParkReason
  detail: string
}

export type PlacedPayloads = { ofTenant: Map<TenantId, PlacedForTenant>; unplaced: Unplaced[] }

type ReadPayload = {
  row: JournalRow
  body: Buffer
  split: SplitBody
  addressed: { change: WebhookChange; address: ChangeAddress }[]
}

/**
 * Reads payloads and says which change belongs to which tenant. Of a payload that concerns several, or
 * somebody unknown, each gets theirs, and only what is nobody's is left over.
 */
export async function placePayloads(
  tx: EngineTx,
  sealer: Sealer,
  rows: readonly JournalRow[],
): Promise<PlacedPayloads> {
  const placed: PlacedPayloads = { ofTenant: new Map(), unplaced: [] }
  const payloads = rows.flatMap((row) => readPayload(sealer, row, placed.unplaced) ?? [])
  const addresses = payloads.flatMap(({ addressed }) => addressed.map(({ address }) => address))
  const routes = await findChannelRoutes(tx, {
    phoneNumberIds: addresses.flatMap((address) => address.phoneNumberId ?? []),
    wabaIds: addresses.flatMap((address) => address.wabaIds),
  })
  const placeOf = (tenantId: TenantId): PlacedForTenant => {
    const place = placed.ofTenant.get(tenantId) ?? { changes: [], raw: [] }
    placed.ofTenant.set(tenantId, place)
    return place
  }
  const give = (tenantId: TenantId, change: PlacedChange): void => {
    placeOf(tenantId).changes.push(change)
  }
  for (const { row, body, split, addressed } of payloads) {
    const tenants = new Map<TenantId, WebhookChange[]>()
    const nobodys: typeof addressed = []
    for (const one of addressed) {
      const { phoneNumberId, wabaIds } = one.address
      const number = phoneNumberId === null ? null : routes.ofNumber(row.appId, phoneNumberId)
      const homes =
        phoneNumberId === null
          ? routes.ofAccount(row.appId, wabaIds).map((home) => ({ ...home, channelId: null }))
          : number
            ? [number]
            : []
      for (const { tenantId, channelId } of homes) {
        tenants.set(tenantId, [...(tenants.get(tenantId) ?? []), one.change])
        give(tenantId, { ...one.change, channelId })
      }
      if (homes.length === 0) nobodys.push(one)
    }
    const [onlyTenant] = tenants.keys()
    const isWhole = tenants.size === 1 && nobodys.length === 0
    for (const [tenantId, changes] of tenants)
      placeOf(tenantId).raw.push(isWhole ? { kind: 'whole', body } : { kind: 'part', changes })
    const remainder = split.remainder
    if (remainder && onlyTenant && isWhole) give(onlyTenant, remainderAsChange(row, remainder))
    else if (remainder || nobodys.length > 0)
      placed.unplaced.push(leftOver(row, body, addressed.length, nobodys, remainder))
  }
  return placed
}

function readPayload(sealer: Sealer, row: JournalRow, unplaced: Unplaced[]): ReadPayload | null {
  const body = openBody(sealer, row.id, row.bodySealed)
  let parsed: unknown
  try {
    parsed = parseWebhookJson(body.toString('utf8'))
  } catch {
    unplaced.push({ row, body, reason: 'not_json', detail: 'The body is not JSON.' })
    return null
  }
  const split = splitBody(parsed, row.receivedAt)
  if (!split) {
    unplaced.push({
      row,
      body,
      reason: 'unknown_shape',
      detail: 'The body has no list of entries.',
    })
    return null
  }
  const addressed = split.changes.map((change) => ({ change, address: addressOf(change) }))
  return { row, body, split, addressed }
}

/** What Meta put beside the entries we read goes to the one tenant the payload is about. */
function remainderAsChange(row: JournalRow, remainder: RawObject): PlacedChange {
  return {
    receivedAt: row.receivedAt,
    object: textAt(remainder, 'object') ?? '',
    entry: {},
    change: remainder,
    field: 'unknown',
    value: {},
    channelId: null,
  }
}

/** The part of a payload that is nobody's. A payload that is nobody's as a whole stays byte for byte. */
function leftOver(
  row: JournalRow,
  body: Buffer,
  changeCount: number,
  nobodys: ReadPayload['addressed'],
  remainder: RawObject | null,
): Unplaced {
  const names = nobodys.some(({ address }) => address.phoneNumberId !== null)
  const reason =
    nobodys.length === 0 ? 'unknown_shape' : names ? 'unknown_phone_number' : 'unknown_account'
  const detail = `${nobodys.length} of ${changeCount} changes belong to no number or account connected through this app${
    remainder ? '; the body holds more than changes' : ''
  }.`
  if (nobodys.length === changeCount) return { row, body, reason, detail }
  const entry = [
    ...nobodys.map(({ change }) => ({ ...change.entry, changes: [change.change] })),
    ...((remainder?.['entry'] as unknown[] | undefined) ?? []),
  ]
  const object = nobodys[0]?.change.object ?? remainder?.['object']
  return { row, body: JSON.stringify({ object, ...remainder, entry }), reason, detail }
}
