import type { Runtime } from '../../runtime/runtime.ts'

export type MetaAppSecrets = { appSecret: string; verifyToken: string }

/** Secrets stay in memory this long: short enough for a new secret to count soon, long enough to cost nothing. */
const cacheMs = 5_000

/** Bound on remembered ids, so that made-up paths cannot fill the memory. */
const mostRemembered = 1_000

/**
 * Reads the secrets of Meta apps, remembering them for a few seconds; also that there is no such app.
 * @returns null when this deployment has no such app. @throws when the database cannot be asked.
 */
export function metaAppSecrets(
  runtime: Pick<Runtime, 'database' | 'keyring'>,
): (appId: string) => Promise<MetaAppSecrets | null> {
  const remembered = new Map<string, { secrets: Promise<MetaAppSecrets | null>; until: number }>()
  return (appId) => {
    const known = remembered.get(appId)
    if (known && known.until > performance.now()) return known.secrets
    if (remembered.size >= mostRemembered) remembered.clear()
    const secrets = readSecrets(runtime, appId)
    remembered.set(appId, { secrets, until: performance.now() + cacheMs })
    secrets.catch(() => remembered.delete(appId))
    return secrets
  }
}

async function readSecrets(
  { database, keyring }: Pick<Runtime, 'database' | 'keyring'>,
  appId: string,
): Promise<MetaAppSecrets | null> {
  const row = await database.engine
    .selectFrom('metaApp')
    .select(['appSecretSealed', 'verifyTokenSealed'])
    .where('id', '=', appId)
    .executeTakeFirst()
  if (!row) return null
  const sealer = await keyring.forPlatform()
  return {
    appSecret: sealer
      .open('meta_app', 'app_secret_sealed', appId, row.appSecretSealed)
      .toString('utf8'),
    verifyToken: sealer
      .open('meta_app', 'verify_token_sealed', appId, row.verifyTokenSealed)
      .toString('utf8'),
  }
}
