import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { HttpApp } from '../../http/http-app.ts'
import { newId, type MessageId, type TenantId } from '../../platform/ids.ts'
import type { Runtime } from '../../runtime/runtime.ts'
import {
  endKey,
  forgetKeys,
  takeKey,
  takeOverKey,
  type IdempotencyRow,
} from './idempotency-store-across-tenants.ts'
import { idempotencyProblem } from './idempotency-problems.ts'

const header = 'idempotency-key'
const keptMs = 24 * 60 * 60_000
/** After this long without an answer the process that worked on a request counts as gone. */
const workMs = 15_000
const forgetEveryMs = 60 * 60_000

type Held = { tenantId: TenantId; keyHash: Buffer; messageId: MessageId }

declare module 'fastify' {
  interface FastifyRequest {
    /** Set while a request with an `Idempotency-Key` is worked on. */
    idempotency?: Held | undefined
  }
}

/**
 * Makes POST requests of these routes repeatable with an `Idempotency-Key`: the same key with the same body gets the
 * same answer for 24 hours, with another body 409. Keys belong to the workspace. Answers are sealed; those that say
 * "try again" (5xx) are not kept. The id of the message to be made is fixed with the key, so that a repeat after a
 * crash finds the message instead of making a second one.
 */
export function keepIdempotencyKeys(app: HttpApp, runtime: Runtime): void {
  const { clock, database, keyring, log } = runtime

  app.addHook('preHandler', async (request, reply) => {
    const key = request.headers[header]
    const caller = request.callerOrNull
    if (request.method !== 'POST' || typeof key !== 'string' || !caller) return undefined
    // Uploads are streams, which cannot be compared; sending a file twice makes two files and no two messages.
    if (request.headers['content-type']?.startsWith('multipart/')) return undefined
    if (!/^[\x21-\x7e]{1,255}$/.test(key))
      throw idempotencyProblem(
        'idempotency_key_invalid',
        'Idempotency-Key must be 1 to 255 visible ASCII characters.',
      )
    const { tenantId } = caller
    const now = clock.now()
    const workedOnUntil = new Date(now.getTime() + workMs)
    const keyHash = sha256(key)
    const requestHash = sha256(
      JSON.stringify([request.routeOptions.url, request.params, request.body]),
    )
    const fresh = { keyHash, requestHash, messageId: newId<MessageId>() }
    const found = await database.inTenant(tenantId, async (tx) => {
      const times = { now, workedOnUntil, forgetBefore: new Date(now.getTime() - keptMs) }
      const row = await takeKey(tx, fresh, times)
      const mayTakeOver = row?.answerStatus === null && !isWorkedOn(row, now)
      if (row?.requestHash.equals(requestHash) && mayTakeOver)
        await takeOverKey(tx, keyHash, workedOnUntil)
      return row
    })
    if (!found) {
      request.idempotency = { tenantId, keyHash, messageId: fresh.messageId }
      return undefined
    }
    if (!found.requestHash.equals(requestHash))
      throw idempotencyProblem(
        'idempotency_key_reused',
        'This Idempotency-Key was used for another request in the last 24 hours. Use a new one for each message.',
      )
    if (found.answerStatus !== null && found.answerSealed !== null) {
      const sealer = await keyring.forTenant(tenantId)
      const answer = sealer.open(
        'idempotency_key',
        'answer_sealed',
        keyHash.toString('hex'),
        found.answerSealed,
      )
      return sendAgain(reply, found.answerStatus, answer.toString('utf8'))
    }
    if (isWorkedOn(found, now)) {
      void reply.header('retry-after', '1')
      throw idempotencyProblem(
        'idempotency_in_progress',
        'The first request with this Idempotency-Key has not been answered yet. Ask again in a moment.',
      )
    }
    request.idempotency = { tenantId, keyHash, messageId: found.messageId }
    return undefined
  })

  app.addHook('onSend', async (request, reply, payload) => {
    const held = request.idempotency
    if (!held) return payload
    request.idempotency = undefined
    try {
      const sealer = await keyring.forTenant(held.tenantId)
      const row = held.keyHash.toString('hex')
      const text = typeof payload === 'string' ? payload : ''
      const answer =
        reply.statusCode >= 500
          ? null
          : {
              status: reply.statusCode,
              sealed: sealer.seal('idempotency_key', 'answer_sealed', row, text),
            }
      await database.inTenant(held.tenantId, (tx) => endKey(tx, held.keyHash, answer))
    } catch (error) {
      // The answer is true all the same; a repeat finds the message by its id.
      log.error({ err: error, requestId: request.id }, 'an answer was not kept for its repeats')
    }
    return payload
  })

  const forgetTimer = setInterval(() => {
    forgetKeys(database, new Date(clock.now().getTime() - keptMs)).catch((error: unknown) =>
      log.warn({ err: error }, 'old idempotency keys could not be forgotten'),
    )
  }, forgetEveryMs)
  forgetTimer.unref()
  app.addHook('onClose', async () => clearInterval(forgetTimer))
}

/** The id a new message of this request is to have. */
export const messageIdOf = (request: FastifyRequest): MessageId =>
  request.idempotency?.messageId ?? newId<MessageId>()

const isWorkedOn = (row: IdempotencyRow, now: Date): boolean =>
  row.workedOnUntil !== null && row.workedOnUntil > now

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest()

function sendAgain(reply: FastifyReply, status: number, text: string): FastifyReply {
  const isProblem = status >= 400
  return reply
    .status(status)
    .header('idempotency-replayed', 'true')
    .header('content-type', `application/${isProblem ? 'problem+' : ''}json; charset=utf-8`)
    .serializer((body: unknown) => String(body))
    .send(text)
}
