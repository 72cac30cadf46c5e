import { join } from 'node:path'
import { createDeployment, deploymentApp, type Deployment } from '../deployment.ts'
import {
  createWorkspace,
  openDeployment,
  type DeploymentAccess,
  type Workspace,
} from '../deployment-workspace.ts'
import { startSimulatorProcess, type SimulatorProcess } from '../simulator-process.ts'
import { freePort } from '../start-product.ts'
import { startCuttableProxy, type CuttableProxy } from './cuttable-proxy.ts'
import { seededRandom } from './seeded-random.ts'
import { keepServer, type ServerKeeper } from './server-keeper.ts'

const readyWithinMs = 60_000
/** Late enough that a status does not settle an unanswered request before a wrong repeat would leave. */
const statusDelays = { sentDelayMs: 2_500, deliveredDelayMs: 300 }
/** One way. Meta is some way off too, and what is on its way when a process is killed is what matters here. */
const graphDelayMs = 60
const services = 'api,intake,sender,jobs'

/** Somebody with WhatsApp who writes with one number of one workspace. */
export type Writer = {
  personId: string
  waId: string
  phoneNumberId: string
  workspace: Workspace
}

export type ChaosWorld = {
  deployment: Deployment
  access: DeploymentAccess
  simulator: SimulatorProcess
  servers: ServerKeeper[]
  /** Between callers and the simulator on one side and the servers on the other. */
  front: CuttableProxy
  /** Between the servers and the Graph API. */
  graph: CuttableProxy
  workspaces: Workspace[]
  writers: Writer[]
} & AsyncDisposable

/**
 * Two server processes on one database, a network on either side that can be cut, and the simulator with two
 * workspaces of two numbers each.
 */
export async function createChaosWorld(options: {
  seed: number
  writerCount: number
  folder: string
}): Promise<ChaosWorld> {
  await using started = new AsyncDisposableStack()
  const random = seededRandom(options.seed + 1)
  const simulator = started.use(await startSimulatorProcess(join(options.folder, 'simulator')))
  const graph = started.use(
    await startCuttableProxy({ ports: [simulator.port], random, delayMs: graphDelayMs }),
  )
  const deployment = started.use(await createDeployment({ graphUrl: graph.url }))
  const access = started.use(await openDeployment(deployment))
  const workspaces = [
    await createWorkspace(access, { serial: 1, numberCount: 2 }),
    await createWorkspace(access, { serial: 2, numberCount: 2 }),
  ]
  const servers = [await freePort(), await freePort()].map((port) =>
    keepServer(deployment, port, services),
  )
  for (const server of servers) started.defer(() => server.close())
  const front = started.use(
    await startCuttableProxy({
      ports: servers.map((server) => server.port),
      random,
      delayMs: 0,
    }),
  )
  await Promise.all(servers.map((server) => server.ready(readyWithinMs)))
  await introduce(simulator, workspaces, front)
  const writers = await createWriters(simulator, workspaces, options.writerCount)
  const world = { deployment, access, simulator, servers, front, graph, workspaces, writers }
  const running = started.move()
  return { ...world, [Symbol.asyncDispose]: () => running.disposeAsync() }
}

async function introduce(
  simulator: SimulatorProcess,
  workspaces: readonly Workspace[],
  front: CuttableProxy,
): Promise<void> {
  const { appId, appSecret, verifyToken } = deploymentApp
  await simulator.call('PUT', `/apps/${appId}`, {
    appSecret,
    verifyToken,
    callbackUrl: `${front.url}/webhooks/meta/${appId}`,
  })
  for (const { numbers } of workspaces)
    for (const number of numbers)
      await simulator.call('PUT', `/numbers/${number.phoneNumberId}`, {
        wabaId: number.wabaId,
        businessId: number.portfolioId,
        displayPhoneNumber: number.displayPhoneNumber,
        verifiedName: `Number ${number.phoneNumberId}`,
        accessToken: number.accessToken,
      })
  await simulator.call('PATCH', '/settings', statusDelays)
}

/** People with numbers of the range that Ofcom keeps for drama, so at most a thousand. */
async function createWriters(
  simulator: SimulatorProcess,
  workspaces: readonly Workspace[],
  count: number,
): Promise<Writer[]> {
  if (count > 1_000) throw new RangeError(`writerCount must be at most 1000, got ${count}`)
  const places = workspaces.flatMap((workspace) =>
    workspace.numbers.map(({ phoneNumberId }) => ({ workspace, phoneNumberId })),
  )
  const writers: Writer[] = []
  for (let index = 0; index < count; index++) {
    const place = places[index % places.length]
    if (!place) throw new Error('there is no number to write to')
    const waId = `447700900${String(index).padStart(3, '0')}`
    const personId = `writer-${index}`
    await simulator.call('POST', '/people', { id: personId, name: `Writer ${index}`, waId })
    writers.push({ personId, waId, ...place })
  }
  return writers
}
