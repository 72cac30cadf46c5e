import { sql } from 'kysely'
import type { TenantTx } from '../../database/database.ts'
import type { ContactId } from '../../platform/ids.ts'

/** Who decided: the person by a word, the person in WhatsApp's settings, or a member for them. */
export type OptSource = 'keyword' | 'meta_marketing_preference' | 'member'

export type OptChange = {
  contactId: ContactId
  isOptedOut: boolean
  source: OptSource
  at: Date
}

/**
 * Records that a contact opted out or in again. A decision older than the newest on record changes nothing;
 * opting out twice keeps the time and the source of the first.
 * @returns whether the decision counts.
 */
export async function recordOptChange(tx: TenantTx, change: OptChange): Promise<boolean> {
  const result = await tx
    .updateTable('contact')
    .set({
      optedOutAt: change.isOptedOut ? sql`coalesce(opted_out_at, ${change.at}::timestamptz)` : null,
      optOutSource: change.isOptedOut ? sql`coalesce(opt_out_source, ${change.source})` : null,
      optChangedAt: change.at,
    })
    .where('tenantId', '=', tx.tenantId)
    .where('id', '=', change.contactId)
    .where(sql<boolean>`coalesce(opt_changed_at, '-infinity') <= ${change.at}::timestamptz`)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}
