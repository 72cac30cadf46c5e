import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { DatabaseAddress } from '#server/database/connection.ts'
import { deploymentApp, type Deployment } from '#testing/deployment.ts'

export type CeilingSettings = { address: DatabaseAddress; appSecret: string }

/** The server that only checks, beside the real one on the same database. */
export async function startCeilingServer(
  deployment: Deployment,
): Promise<{ port: number } & AsyncDisposable> {
  const child = fork(join(import.meta.dirname, 'ceiling-server.ts'), {
    env: deployment.environment,
  })
  const settings: CeilingSettings = {
    address: deployment.address,
    appSecret: deploymentApp.appSecret,
  }
  child.send(settings)
  const [{ url }] = (await once(child, 'message')) as [{ url: string }]
  return {
    port: Number(new URL(url).port),
    [Symbol.asyncDispose]: async () => {
      const ended = once(child, 'exit')
      child.disconnect()
      await ended
    },
  }
}
