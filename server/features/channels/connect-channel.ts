import type { Database } from '../../database/database.ts'
import { newId, type ChannelId, type TenantId } from '../../platform/ids.ts'
import type { Keyring } from '../../platform/sealing/keyring.ts'
import { routeChannel } from './channel-route-across-tenants.ts'

export type ChannelConnection = {
  appId: string
  wabaId: string
  phoneNumberId: string
  portfolioId: string | null
  displayPhoneNumber: string
  name: string
  accessToken: string
  connectedAt: Date
}

/**
 * Connects a business phone number to a tenant, or connects it again with a new token. From then on
 * webhooks for this number belong to the tenant.
 */
export async function connectChannel(
  runtime: { database: Database; keyring: Keyring },
  tenantId: TenantId,
  connection: ChannelConnection,
): Promise<ChannelId> {
  const sealer = await runtime.keyring.forTenant(tenantId)
  const channelId = await runtime.database.inTenant(tenantId, async (tx) => {
    const known = await tx
      .selectFrom('channel')
      .select('id')
      .where('tenantId', '=', tenantId)
      .where('phoneNumberId', '=', connection.phoneNumberId)
      .executeTakeFirst()
    const id = (known?.id as ChannelId | undefined) ?? newId<ChannelId>()
    const facts = {
      wabaId: connection.wabaId,
      portfolioId: connection.portfolioId,
      displayPhoneNumber: connection.displayPhoneNumber,
      name: connection.name,
      accessTokenSealed: sealer.seal('channel', 'access_token_sealed', id, connection.accessToken),
      state: 'connected',
    }
    await tx
      .insertInto('channel')
      .values({
        tenantId,
        id,
        appId: connection.appId,
        phoneNumberId: connection.phoneNumberId,
        createdAt: connection.connectedAt,
        ...facts,
      })
      .onConflict((conflict) => conflict.columns(['tenantId', 'id']).doUpdateSet(facts))
      .execute()
    return id
  })
  await routeChannel(runtime.database, { ...connection, tenantId, channelId })
  return channelId
}
