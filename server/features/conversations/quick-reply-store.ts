import { sql } from 'kysely'
import type { QuickReply } from '#shared/contracts/conversation.ts'
import type { TenantTx } from '../../database/database.ts'
import type { NamePosition } from './label-store.ts'

/** One page of the tenant's quick replies by shortcut. */
export async function quickReplyPage(
  tx: TenantTx,
  page: { after: NamePosition | null; limit: number },
): Promise<QuickReply[]> {
  const { after } = page
  const { rows } = await sql<QuickReply>`
    select id, shortcut, text from quick_reply
    where tenant_id = ${tx.tenantId}
      and (${after === null} or (shortcut, id) > (${after?.name ?? ''}, ${after?.id ?? null}::uuid))
    order by shortcut, id limit ${page.limit}`.execute(tx)
  return rows
}
