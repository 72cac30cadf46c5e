import { newId, type ChannelId, type TenantId, type UserId } from '#server/platform/ids.ts'
import type { Runtime } from '#server/runtime/runtime.ts'

export type GivenChannel = {
  tenantId: TenantId
  channelId: ChannelId
  appId: string
  wabaId: string
  phoneNumberId: string
  displayPhoneNumber: string
  accessToken: string
}

export type Given = ReturnType<typeof createGiven>

export const testAppSecret = 'test_app_secret'
export const testVerifyToken = 'test_verify_token'

let serial = 0

/** Builders of what a test starts from. Each call makes something new, with numbers reserved for fiction. */
export function createGiven(runtime: Pick<Runtime, 'database' | 'keyring' | 'clock'>) {
  const { database, keyring, clock } = runtime

  const tenant = async (
    overrides: { name?: string; timeZone?: string } = {},
  ): Promise<TenantId> => {
    const tenantId = newId<TenantId>()
    await database.engine
      .insertInto('tenant')
      .values({
        id: tenantId,
        name: overrides.name ?? 'A shop',
        slug: `shop-${tenantId}`,
        timeZone: overrides.timeZone ?? 'UTC',
        createdAt: clock.now(),
      })
      .execute()
    return tenantId
  }

  /** The one Meta app of a test, with `testAppSecret` and `testVerifyToken`. */
  const metaApp = async (appId = '700000000000001'): Promise<string> => {
    const platform = await keyring.forPlatform()
    await database.engine
      .insertInto('metaApp')
      .values({
        id: appId,
        name: 'Test app',
        appSecretSealed: platform.seal('meta_app', 'app_secret_sealed', appId, testAppSecret),
        verifyTokenSealed: platform.seal('meta_app', 'verify_token_sealed', appId, testVerifyToken),
        createdAt: clock.now(),
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute()
    return appId
  }

  const channel = async (
    tenantId: TenantId,
    overrides: { phoneNumberId?: string; wabaId?: string; portfolioId?: string } = {},
  ): Promise<GivenChannel> => {
    serial += 1
    const channelId = newId<ChannelId>()
    const appId = await metaApp()
    const given: GivenChannel = {
      tenantId,
      channelId,
      appId,
      wabaId: overrides.wabaId ?? `80000000000${serial}`,
      phoneNumberId: overrides.phoneNumberId ?? `90000000000${serial}`,
      displayPhoneNumber: '15550100100',
      accessToken: `test-access-token-${serial}`,
    }
    const sealer = await keyring.forTenant(tenantId)
    await database.inTenant(tenantId, (tx) =>
      tx
        .insertInto('channel')
        .values({
          tenantId,
          id: channelId,
          appId,
          wabaId: given.wabaId,
          phoneNumberId: given.phoneNumberId,
          portfolioId: overrides.portfolioId ?? '600000000000001',
          displayPhoneNumber: given.displayPhoneNumber,
          name: 'A shop',
          accessTokenSealed: sealer.seal(
            'channel',
            'access_token_sealed',
            channelId,
            given.accessToken,
          ),
          createdAt: clock.now(),
        })
        .execute(),
    )
    await database.engine
      .insertInto('channelRoute')
      .values({
        phoneNumberId: given.phoneNumberId,
        wabaId: given.wabaId,
        appId,
        tenantId,
        channelId,
      })
      .execute()
    return given
  }

  /** A member who cannot sign in by password: tests that sign in make their own account. */
  const member = async (
    tenantId: TenantId,
    overrides: { name?: string; role?: 'owner' | 'admin' | 'agent' } = {},
  ): Promise<UserId> => {
    const userId = newId<UserId>()
    await database.engine
      .insertInto('appUser')
      .values({
        id: userId,
        email: `${userId}@keepword.example`,
        name: overrides.name ?? 'A member',
        passwordHash: '!',
        createdAt: clock.now(),
      })
      .execute()
    await database.inTenant(tenantId, (tx) =>
      tx
        .insertInto('membership')
        .values({ tenantId, userId, role: overrides.role ?? 'owner', createdAt: clock.now() })
        .execute(),
    )
    return userId
  }

  return { tenant, metaApp, channel, member }
}
