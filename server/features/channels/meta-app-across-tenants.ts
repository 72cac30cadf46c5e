import type { Database } from '../../database/database.ts'
import type { Keyring } from '../../platform/sealing/keyring.ts'

/** Stores a Meta app of this deployment, or its new secrets. */
export async function saveMetaApp(
  runtime: { database: Database; keyring: Keyring },
  metaApp: { id: string; name: string; appSecret: string; verifyToken: string; createdAt: Date },
): Promise<void> {
  const platform = await runtime.keyring.forPlatform()
  const secrets = {
    appSecretSealed: platform.seal('meta_app', 'app_secret_sealed', metaApp.id, metaApp.appSecret),
    verifyTokenSealed: platform.seal(
      'meta_app',
      'verify_token_sealed',
      metaApp.id,
      metaApp.verifyToken,
    ),
  }
  await runtime.database.engine
    .insertInto('metaApp')
    .values({ id: metaApp.id, name: metaApp.name, createdAt: metaApp.createdAt, ...secrets })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ name: metaApp.name, ...secrets }))
    .execute()
}
