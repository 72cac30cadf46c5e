import type { TenantTx } from '../../database/database.ts'
import type { GraphChannel } from '../../meta/graph-client.ts'
import type { ChannelId } from '../../platform/ids.ts'
import type { Sealer } from '../../platform/sealing/keyring.ts'

/** What calls for a channel need: its number and its token. Null while the channel is not connected. */
export async function findGraphChannel(
  tx: TenantTx,
  sealer: Sealer,
  channelId: ChannelId,
): Promise<GraphChannel | null> {
  const row = await tx
    .selectFrom('channel')
    .select(['phoneNumberId', 'accessTokenSealed'])
    .where('tenantId', '=', tx.tenantId)
    .where('id', '=', channelId)
    .where('state', '=', 'connected')
    .executeTakeFirst()
  if (!row?.accessTokenSealed) return null
  return {
    phoneNumberId: row.phoneNumberId,
    accessToken: sealer
      .open('channel', 'access_token_sealed', channelId, row.accessTokenSealed)
      .toString('utf8'),
  }
}
