import type { KeyStore } from '../platform/sealing/keyring.ts'
import type { Database } from './database.ts'

/** Wrapped data keys: of tenants in `tenant_key`, of the platform in `platform_key`. */
export const databaseKeyStore = (database: Database): KeyStore => ({
  list: (tenantId) =>
    tenantId === null
      ? database.engine
          .selectFrom('platformKey')
          .select(['version', 'kekId', 'wrappedKey'])
          .orderBy('version')
          .execute()
      : database.inTenant(tenantId, (tx) =>
          tx
            .selectFrom('tenantKey')
            .select(['version', 'kekId', 'wrappedKey'])
            .where('tenantId', '=', tenantId)
            .orderBy('version')
            .execute(),
        ),
  add: async (tenantId, key) => {
    const createdAt = new Date()
    if (tenantId === null)
      await database.engine
        .insertInto('platformKey')
        .values({ ...key, createdAt })
        .onConflict((conflict) => conflict.column('version').doNothing())
        .execute()
    else
      await database.inTenant(tenantId, (tx) =>
        tx
          .insertInto('tenantKey')
          .values({ tenantId, ...key, createdAt })
          .onConflict((conflict) => conflict.columns(['tenantId', 'version']).doNothing())
          .execute(),
      )
  },
})
