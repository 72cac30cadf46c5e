import { sql } from 'kysely'
import type { Database } from '../../database/database.ts'
import type { ContactId } from '../../platform/ids.ts'
import type { LaneKey } from './lane-lease-across-tenants.ts'
import { uuidList } from './uuid-list.ts'

/** Recipients who got several messages lately; those whose allowance is whole again are thrown away. */
export async function readRecipientPaces(
  database: Database,
  lane: LaneKey,
  now: Date,
): Promise<Map<ContactId, Date>> {
  await sql`
    delete from recipient_pace
    where tenant_id = ${lane.tenantId} and channel_id = ${lane.channelId} and paid_until <= ${now}`.execute(
    database.engine,
  )
  const { rows } = await sql<{ contactId: ContactId; paidUntil: Date }>`
    select contact_id, paid_until from recipient_pace
    where tenant_id = ${lane.tenantId} and channel_id = ${lane.channelId}`.execute(database.engine)
  return new Map(rows.map((row) => [row.contactId, row.paidUntil]))
}

/** Writes down how much recipients have used, before the messages leave. Contacts that are gone are left out. */
export async function writeRecipientPaces(
  database: Database,
  lane: LaneKey,
  paces: ReadonlyMap<ContactId, number>,
): Promise<void> {
  const sorted = [...paces].sort(([one], [other]) => (one < other ? -1 : 1))
  await sql`
    insert into recipient_pace (tenant_id, channel_id, contact_id, paid_until)
    select ${lane.tenantId}::uuid, ${lane.channelId}::uuid, c.id, n.paid_until
    from unnest(${uuidList(sorted.map(([id]) => id))}::uuid[],
        ${sorted.map(([, untilMs]) => new Date(untilMs).toISOString())}::timestamptz[]) as n (contact_id, paid_until)
      join contact c on c.tenant_id = ${lane.tenantId} and c.id = n.contact_id
    on conflict (tenant_id, channel_id, contact_id) do update
      set paid_until = greatest(recipient_pace.paid_until, excluded.paid_until)`.execute(
    database.engine,
  )
}
