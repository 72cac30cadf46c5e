import { sql } from 'kysely'
import type { ContactSummary } from '#shared/contracts/contact.ts'
import type { TenantTx } from '../../database/database.ts'
import type { ContactId } from '../../platform/ids.ts'

type SummaryRow = {
  id: ContactId
  kind: ContactSummary['kind']
  name: string
  profileName: string | null
  isOptedOut: boolean
  waId: string | null
  bsuid: string | null
  username: string | null
}

/** Contacts as they stand beside their conversations, with the newest valid identity of each kind. */
export async function contactSummaries(
  tx: TenantTx,
  ids: readonly ContactId[],
): Promise<Map<ContactId, ContactSummary>> {
  if (ids.length === 0) return new Map()
  const wanted = [...new Set(ids)]
  const { rows } = await sql<SummaryRow>`
    select contact.id, contact.kind, contact.name, contact.profile_name,
      contact.opted_out_at is not null as is_opted_out,
      identity.wa_id, identity.bsuid, identity.username
    from contact
    left join (
      select contact_id,
        (array_agg(value order by valid_from desc) filter (where kind = 'wa_id'))[1] as wa_id,
        (array_agg(value order by valid_from desc) filter (where kind = 'bsuid'))[1] as bsuid,
        (array_agg(value order by valid_from desc) filter (where kind = 'username'))[1] as username
      from contact_identity
      where tenant_id = ${tx.tenantId} and contact_id = any(${wanted}::uuid[]) and valid_to is null
      group by contact_id
    ) identity on identity.contact_id = contact.id
    where contact.tenant_id = ${tx.tenantId} and contact.id = any(${wanted}::uuid[])`.execute(tx)
  return new Map(
    rows.map((row) => [row.id, { ...row, phone: row.waId === null ? null : `+${row.waId}` }]),
  )
}
