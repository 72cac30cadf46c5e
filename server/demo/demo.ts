import type { Config } from '../config/config.ts'
import type { OffsetClock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import type { RunningServer } from '../start-server.ts'
import { demoSecrets } from './demo-secrets.ts'
import { followSimulatorClock } from './follow-simulator-clock.ts'
import { launchSimulator } from './launch-simulator.ts'
import { readDemoShop } from './demo-shop.ts'
import { seedSimulator } from './seed-simulator.ts'
import { ensureDemoWorkspace, tellDemoStory } from './seed-workspace.ts'

/** What a person or a program needs to use the demo; printed when it is ready. */
export type DemoFacts = {
  simulatorUrl: string
  email: string
  password: string
  apiKey: string
  phoneNumberId: string
  wabaId: string
  appSecret: string
  verifyToken: string
  webhookUrl: string
}

export type Demo = {
  simulatorUrl: string
  /** Seeds the workspace on the first start and points the simulator's webhooks at the server. */
  connect(server: RunningServer, clock: OffsetClock): Promise<DemoFacts>
  close(): Promise<void>
}

/** A deployment without a Meta app: the simulator stands in for Meta, and a shop shows what the product does. */
export async function launchDemo(options: { config: Config; log: Log }): Promise<Demo> {
  const { config, log } = options
  const running = new AsyncDisposableStack()
  const secrets = await demoSecrets(config.dataDir)
  const simulator = await launchSimulator({
    dataDir: config.dataDir,
    host: config.host,
    port: config.simulatorPort,
    log,
  })
  running.defer(() => simulator.close())
  return {
    simulatorUrl: simulator.url,
    connect: async (server, clock) => {
      const shop = await readDemoShop()
      const { runtime } = server
      const workspace = await ensureDemoWorkspace(runtime, shop, secrets)
      const webhookUrl = `${server.url}/webhooks/meta/${secrets.appId}`
      await seedSimulator({ url: simulator.url, shop, secrets, webhookUrl, ...workspace })
      await tellDemoStory(runtime, shop, workspace, { secrets, webhookUrl })
      const follower = followSimulatorClock({
        simulatorUrl: simulator.url,
        clock,
        log,
        onJump: () => {
          runtime.wakeups.wake('outbox')
          const { tenantId } = workspace
          runtime.hints.publish(tenantId, { kind: 'clock', conversationId: null, messageId: null })
        },
      })
      running.defer(() => follower.close())
      return {
        simulatorUrl: simulator.url,
        email: shop.owner.email,
        password: secrets.password,
        apiKey: secrets.apiKey,
        phoneNumberId: shop.business.phoneNumberId,
        wabaId: shop.business.wabaId,
        appSecret: secrets.appSecret,
        verifyToken: secrets.verifyToken,
        webhookUrl,
      }
    },
    close: () => running.disposeAsync(),
  }
}
