import { createApiKey } from '#server/features/accounts/accounts.ts'
import { connectChannel, saveMetaApp } from '#server/features/channels/channels.ts'
import { createTenant } from '#server/features/tenants/tenants.ts'
import { readConfig } from '#server/config/config.ts'
import { openDatabase, type Database } from '#server/database/database.ts'
import { databaseKeyStore } from '#server/database/key-store.ts'
import { permissions } from '#server/http/access.ts'
import type { ChannelId, TenantId } from '#server/platform/ids.ts'
import { createLog } from '#server/platform/log.ts'
import { localKeyFile } from '#server/platform/sealing/key-provider.ts'
import { createKeyring, type Keyring } from '#server/platform/sealing/keyring.ts'
import { deploymentApp, type Deployment } from './deployment.ts'

/** The database and the keys of a deployment, from outside its processes. */
export type DeploymentAccess = { database: Database; keyring: Keyring } & AsyncDisposable

export async function openDeployment(deployment: Deployment): Promise<DeploymentAccess> {
  const config = readConfig(deployment.environment)
  const database = openDatabase({
    address: deployment.address,
    log: createLog('silent'),
    poolSize: 4,
  })
  const keyring = createKeyring(await localKeyFile(config.keyFile), databaseKeyStore(database))
  await saveMetaApp(
    { database, keyring },
    {
      id: deploymentApp.appId,
      name: 'Meta app',
      appSecret: deploymentApp.appSecret,
      verifyToken: deploymentApp.verifyToken,
      createdAt: new Date(),
    },
  )
  return { database, keyring, [Symbol.asyncDispose]: () => database.close() }
}

export type WorkspaceNumber = {
  channelId: ChannelId
  phoneNumberId: string
  wabaId: string
  portfolioId: string
  displayPhoneNumber: string
  accessToken: string
}

export type Workspace = { tenantId: TenantId; apiKey: string; numbers: WorkspaceNumber[] }

/** A workspace with an API key that may do everything, and so many numbers. `serial` tells workspaces apart. */
export async function createWorkspace(
  access: DeploymentAccess,
  { serial, numberCount }: { serial: number; numberCount: number },
): Promise<Workspace> {
  const now = new Date()
  const tenantId = await createTenant(access.database, {
    name: `Workspace ${serial}`,
    slug: `workspace-${serial}`,
    timeZone: 'UTC',
    createdAt: now,
  })
  const apiKey = await createApiKey(access.database, {
    tenantId,
    name: 'Everything',
    permissions,
    createdAt: now,
  })
  const numbers: WorkspaceNumber[] = []
  for (let index = 0; index < numberCount; index++) {
    const id = `${serial}${String(index).padStart(2, '0')}`
    const number = {
      phoneNumberId: `9000000${id}`,
      wabaId: `8000000${serial}`,
      portfolioId: `6000000${serial}`,
      displayPhoneNumber: `1555010${id.padStart(4, '0')}`,
      accessToken: `deployment-access-token-${id}-of-a-number`,
    }
    const channelId = await connectChannel(access, tenantId, {
      ...number,
      appId: deploymentApp.appId,
      name: `Number ${id}`,
      connectedAt: now,
    })
    numbers.push({ ...number, channelId })
  }
  return { tenantId, apiKey, numbers }
}
