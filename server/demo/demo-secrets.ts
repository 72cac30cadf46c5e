import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { newApiKeyText } from '../features/accounts/accounts.ts'
import { StartFault } from '../platform/start-fault.ts'

const DemoSecrets = z.object({
  password: z.string(),
  apiKey: z.string(),
  appId: z.string(),
  appSecret: z.string(),
  verifyToken: z.string(),
  accessToken: z.string(),
})
export type DemoSecrets = z.infer<typeof DemoSecrets>

/**
 * Secrets of the demo workspace and the simulated Meta app: made at random on the first start and kept in
 * DATA_DIR, so that every later start prints the same. No two installations share one.
 */
export async function demoSecrets(dataDir: string): Promise<DemoSecrets> {
  const path = join(dataDir, 'demo-secrets.json')
  const text = await readFile(path, 'utf8').catch(() => null)
  if (text !== null) {
    try {
      return DemoSecrets.parse(JSON.parse(text))
    } catch (cause) {
      throw new StartFault(
        'DATA_DIR/demo-secrets.json cannot be read; delete DATA_DIR to start afresh.',
        {
          cause,
        },
      )
    }
  }
  const secrets: DemoSecrets = {
    password: randomBytes(9).toString('base64url'),
    apiKey: newApiKeyText(),
    appId: `7${randomBytes(7).readUIntBE(0, 6).toString().padStart(15, '0').slice(0, 15)}`,
    appSecret: randomBytes(16).toString('hex'),
    verifyToken: randomBytes(16).toString('hex'),
    accessToken: `EAASIM${randomBytes(40).toString('hex')}`,
  }
  await writeFile(path, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 })
  return secrets
}
