import type { Database } from '../../database/database.ts'
import type { ChannelId, TenantId } from '../../platform/ids.ts'

/** Says which tenant the webhooks of a phone number belong to. */
export async function routeChannel(
  database: Database,
  route: {
    phoneNumberId: string
    wabaId: string
    appId: string
    tenantId: TenantId
    channelId: ChannelId
  },
): Promise<void> {
  const { phoneNumberId, wabaId, appId, tenantId, channelId } = route
  await database.engine
    .insertInto('channelRoute')
    .values({ phoneNumberId, wabaId, appId, tenantId, channelId })
    .onConflict((conflict) =>
      conflict.column('phoneNumberId').doUpdateSet({ wabaId, appId, tenantId, channelId }),
    )
    .execute()
}
