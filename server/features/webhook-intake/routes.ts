import { createHash, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { HttpApp } from '../../http/http-app.ts'
import { isSignedBy } from '../../meta/webhook-signature.ts'
import { ProblemError } from '../../platform/problem.ts'
import type { Runtime } from '../../runtime/runtime.ts'
import { intakeProblem } from './intake-problems.ts'
import { metaAppSecrets, type MetaAppSecrets } from './meta-app-secrets-across-tenants.ts'
import { webhookReceiver } from './receive-webhook.ts'

/** Meta's limit is 3 MB; read generously, as 3 × 2^20. @source Meta, "Webhooks"; read 2026-11-20. */
export const mostWebhookBytes = 3 * 1024 * 1024

/** How long Meta should wait before it repeats what could not be stored. */
const retryAfterSeconds = 5

const AppPath = z.object({ app: z.string().min(1).max(64) })

const Handshake = z.object({
  'hub.mode': z.string().optional(),
  'hub.challenge': z.string().max(1_000).optional(),
  'hub.verify_token': z.string().max(1_000).optional(),
})

/**
 * Meta's webhooks. Order of the checks: is there such an app, is there a signature (both before the body is
 * read), is the body within the limit, does the signature fit the raw bytes. Only then is anything parsed,
 * and 200 is answered only once the body is on disk.
 */
export function webhookRoutes(app: HttpApp, runtime: Runtime): void {
  const secretsOf = metaAppSecrets(runtime)
  const receive = webhookReceiver(runtime)
  const answers = runtime.metrics.counter({
    name: 'keepword_intake_requests_total',
    help: 'Webhook requests by answer: stored, challenge, or the code of the problem.',
    labels: ['answer'],
  })

  const secretsOrProblem = async (appId: string): Promise<MetaAppSecrets> => {
    let secrets: MetaAppSecrets | null
    try {
      secrets = await secretsOf(appId)
    } catch (error) {
      runtime.log.error({ err: error, appId }, 'webhook secrets could not be read')
      throw intakeProblem('intake_unavailable', 'The webhook cannot be checked now; send it again.')
    }
    if (!secrets) throw intakeProblem('unknown_app', 'No Meta app with this id is set up here.')
    return secrets
  }

  // A scope of its own, so that the parser below, which keeps the raw bytes, is for webhooks only.
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser(
      '*',
      { parseAs: 'buffer', bodyLimit: mostWebhookBytes },
      (_request, body, done) => done(null, body),
    )
    scope.setErrorHandler((error, request, reply) => {
      const problem = toIntakeProblem(error)
      answers.inc({ answer: problem.code })
      if (problem.status === 503) void reply.header('retry-after', String(retryAfterSeconds))
      if (problem.status < 500)
        runtime.log.warn(
          {
            requestId: request.id,
            code: problem.code,
            sizeBytes: request.headers['content-length'],
          },
          'webhook refused',
        )
      throw problem
    })

    scope.get<{ Params: z.infer<typeof AppPath>; Querystring: z.infer<typeof Handshake> }>(
      '/webhooks/meta/:app',
      {
        config: { access: 'public' },
        schema: { params: AppPath, querystring: Handshake },
      },
      async (request, reply) => {
        const { verifyToken } = await secretsOrProblem(request.params.app)
        const query = request.query
        if (
          query['hub.mode'] !== 'subscribe' ||
          query['hub.challenge'] === undefined ||
          !isSameSecret(query['hub.verify_token'] ?? '', verifyToken)
        )
          throw intakeProblem(
            'verification_refused',
            'hub.mode must be subscribe, hub.challenge must be there and hub.verify_token must be the one set up for this app.',
          )
        answers.inc({ answer: 'challenge' })
        return reply.type('text/plain; charset=utf-8').send(query['hub.challenge'])
      },
    )

    scope.post<{ Params: z.infer<typeof AppPath> }>(
      '/webhooks/meta/:app',
      {
        config: { access: 'public', isQuiet: true },
        schema: { params: AppPath },
        bodyLimit: mostWebhookBytes,
        onRequest: async (request) => {
          await secretsOrProblem(request.params.app)
          signatureOf(request.headers)
        },
      },
      async (request, reply) => {
        const appId = request.params.app
        const { appSecret } = await secretsOrProblem(appId)
        const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
        if (!isSignedBy(appSecret, body, signatureOf(request.headers)))
          throw intakeProblem(
            'signature_invalid',
            'X-Hub-Signature-256 does not fit the body and the app secret.',
          )
        await receive(appId, body, request.id)
        answers.inc({ answer: 'stored' })
        return reply.status(200).send()
      },
    )
  })
}

function signatureOf(headers: Record<string, string | string[] | undefined>): string {
  const signature = headers['x-hub-signature-256']
  if (typeof signature !== 'string' || signature === '')
    throw intakeProblem('signature_missing', 'The header X-Hub-Signature-256 is missing.')
  return signature
}

/** Compares digests, so that neither time nor length tells anything about the secret. */
function isSameSecret(given: string, secret: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(secret))
}

function toIntakeProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error
  const { code } = error as { code?: string }
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return intakeProblem(
      'webhook_too_large',
      `A webhook may have at most ${mostWebhookBytes} bytes.`,
    )
  if (code === 'FST_ERR_CTP_INVALID_CONTENT_LENGTH')
    return intakeProblem(
      'webhook_incomplete',
      'The body is shorter or longer than its Content-Length says.',
    )
  throw error
}
