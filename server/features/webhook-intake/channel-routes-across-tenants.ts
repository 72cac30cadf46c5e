import { sql } from 'kysely'
import type { EngineTx } from '../../database/database.ts'
import type { ChannelId, TenantId } from '../../platform/ids.ts'

export type ChannelRoute = {
  phoneNumberId: string
  wabaId: string
  appId: string
  tenantId: TenantId
  channelId: ChannelId
}

export type ChannelRoutes = {
  /** The number, if it is connected through this app: another app's signature proves nothing about it. */
  ofNumber(appId: string, phoneNumberId: string): ChannelRoute | null
  /** Numbers of an account, one per tenant that has any. */
  ofAccount(appId: string, wabaIds: readonly string[]): ChannelRoute[]
}

/** Looks up to which tenants these numbers and accounts belong. */
export async function findChannelRoutes(
  tx: EngineTx,
  ids: { phoneNumberIds: readonly string[]; wabaIds: readonly string[] },
): Promise<ChannelRoutes> {
  const rows = (await tx
    .selectFrom('channelRoute')
    .select(['phoneNumberId', 'wabaId', 'appId', 'tenantId', 'channelId'])
    .where((where) =>
      where.or([
        where('phoneNumberId', '=', sql<string>`any(${[...new Set(ids.phoneNumberIds)]}::text[])`),
        where('wabaId', '=', sql<string>`any(${[...new Set(ids.wabaIds)]}::text[])`),
      ]),
    )
    .execute()) as ChannelRoute[]
  return {
    ofNumber: (appId, phoneNumberId) =>
      rows.find((row) => row.appId === appId && row.phoneNumberId === phoneNumberId) ?? null,
    ofAccount: (appId, wabaIds) => {
      const tenants = new Map<TenantId, ChannelRoute>()
      for (const row of rows)
        if (row.appId === appId && wabaIds.includes(row.wabaId)) tenants.set(row.tenantId, row)
      return [...tenants.values()]
    },
  }
}
