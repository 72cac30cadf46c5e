/**
 * What the server would reach if it did nothing but its checks: the same HTTP app, and one route for each
 * ceiling. `…/webhooks/meta/{app}` checks the signature and stores nothing; `/v1/messages` authenticates,
 * validates and answers without accepting anything.
 */
import { Message, NewMessage } from '#shared/contracts/message.ts'
import { readConfig } from '#server/config/config.ts'
import { openDatabase } from '#server/database/database.ts'
import { databaseKeyStore } from '#server/database/key-store.ts'
import { authenticateRequests } from '#server/features/accounts/accounts.ts'
import { createHttpApp, type HttpApp } from '#server/http/http-app.ts'
import { createGraphClient } from '#server/meta/create-graph-client.ts'
import { isSignedBy } from '#server/meta/webhook-signature.ts'
import { localBlobStore } from '#server/platform/blobs/local-blob-store.ts'
import { offsetClock } from '#server/platform/clock.ts'
import { newId } from '#server/platform/ids.ts'
import { createLog } from '#server/platform/log.ts'
import { createMetrics } from '#server/platform/metrics.ts'
import { createKeyring } from '#server/platform/sealing/keyring.ts'
import { localKeyFile } from '#server/platform/sealing/key-provider.ts'
import type { Runtime } from '#server/runtime/runtime.ts'
import { createWakeups } from '#server/runtime/wakeups.ts'
import type { CeilingSettings } from './start-ceiling-server.ts'

async function start({ address, appSecret }: CeilingSettings): Promise<string> {
  const config = readConfig(process.env)
  const log = createLog('silent')
  const database = openDatabase({ address, log, poolSize: config.databasePoolSize })
  const runtime: Runtime = {
    config,
    clock: offsetClock(),
    log,
    metrics: createMetrics(),
    database,
    keyring: createKeyring(await localKeyFile(config.keyFile), databaseKeyStore(database)),
    blobs: localBlobStore(`${config.dataDir}/blobs`),
    graph: createGraphClient({ baseUrl: config.graphUrl, version: config.graphVersion, log }),
    hints: { publish: () => {}, subscribe: () => () => {}, close: async () => {} },
    wakeups: createWakeups(),
  }
  const app = createHttpApp({ log, clock: runtime.clock, metrics: runtime.metrics })
  authenticateRequests(app, runtime)
  signatureOnly(app, appSecret)
  await app.register(async (scope) => {
    acceptNothing(scope)
  })
  return app.listen({ host: '127.0.0.1', port: 0 })
}

function signatureOnly(app: HttpApp, appSecret: string): void {
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) =>
      done(null, body),
    )
    scope.post('/webhooks/meta/:app', { config: { access: 'public' } }, async (request, reply) => {
      const signature = String(request.headers['x-hub-signature-256'])
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
      return reply.status(isSignedBy(appSecret, body, signature) ? 200 : 401).send()
    })
  })
}

function acceptNothing(app: HttpApp): void {
  const id = newId()
  app.post(
    '/v1/messages',
    {
      config: { access: 'messages.send' },
      schema: { body: NewMessage, response: { 202: Message } },
    },
    async (request, reply) => reply.status(202).send(answerTo(id, request.body.type)),
  )
}

const answerTo = (id: string, type: string): Message => ({
  id,
  conversationId: id,
  contactId: id,
  direction: 'outbound',
  type,
  status: 'queued',
  content: { text: { body: 'Number 1' } },
  text: 'Number 1',
  media: null,
  wamid: null,
  replyTo: null,
  reactions: [],
  author: { kind: 'api', id, name: 'Everything' },
  error: null,
  occurredAt: '2026-11-20T12:00:00.000Z',
  sentAt: null,
  deliveredAt: null,
  readAt: null,
  playedAt: null,
  failedAt: null,
  editedAt: null,
  revokedAt: null,
})

process.once('message', (settings: CeilingSettings) => {
  void start(settings).then((url) => process.send?.({ url }))
})
process.once('disconnect', () => process.exit(0))
