import type pg from 'pg'
import { connectOnce } from '#server/database/connection.ts'
import { ensureMessagePartitions } from '#server/database/message-partitions.ts'
import type { Sealer } from '#server/platform/sealing/keyring.ts'
import { createDeployment, type Deployment } from '#testing/deployment.ts'
import {
  createWorkspace,
  openDeployment,
  type DeploymentAccess,
  type Workspace,
} from '#testing/deployment-workspace.ts'
import { startStandIn, type StandIn } from './start-stand-in.ts'

export type BenchWorld = {
  deployment: Deployment
  access: DeploymentAccess
  workspace: Workspace
  sealer: Sealer
  /** Fills and counts, past the product's roles. */
  client: pg.Client
  standIn: StandIn
} & AsyncDisposable

/** An empty deployment with one workspace, and the stand-in for Meta; no server runs yet. */
export async function createBenchWorld(options: { numberCount: number }): Promise<BenchWorld> {
  await using started = new AsyncDisposableStack()
  const standIn = started.use(await startStandIn())
  const deployment = started.use(await createDeployment({ graphUrl: standIn.url }))
  // The server makes them when it starts; what is filled before would be in its way.
  await ensureMessagePartitions(deployment.address, new Date())
  const access = started.use(await openDeployment(deployment))
  const workspace = await createWorkspace(access, { serial: 1, numberCount: options.numberCount })
  const client = await connectOnce(deployment.address, null)
  started.defer(() => client.end())
  const sealer = await access.keyring.forTenant(workspace.tenantId)
  const running = started.move()
  return {
    deployment,
    access,
    workspace,
    sealer,
    client,
    standIn,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  }
}

export const portOf = (url: string): number => Number(new URL(url).port)

export async function countRows(client: pg.Client, table: 'journal' | 'outbox'): Promise<number> {
  const { rows } = await client.query<{ count: bigint }>(`select count(*) from ${table}`)
  return Number(rows[0]?.count ?? 0n)
}
