import { z } from 'zod'
import {
  JobRetryRequest,
  JobRetryResult,
  ParkedPayload,
  QueueSummary,
  ReplayRequest,
  ReplayResult,
  TroubledJob,
  UnknownOutcome,
} from '#shared/contracts/operations.ts'
import { pageOf, PageQuery } from '#shared/contracts/page.ts'
import { cursorOf, pageFrom } from '../../http/cursor.ts'
import { callerOf, type HttpApp } from '../../http/http-app.ts'
import { TimePosition } from '../../http/time-position.ts'
import type { Runtime } from '../../runtime/runtime.ts'
import { parkedPage } from '../webhook-intake/webhook-intake.ts'
import { retryJobs } from './job-store-across-tenants.ts'
import { listTroubledJobs } from './list-jobs.ts'
import { queuesOf } from './queues-of-runtime.ts'
import { outboxPriorities } from './read-queues.ts'
import { replayStep } from './replay-parked.ts'
import { unknownOutcomePage } from './unknown-outcome-store.ts'

/** More failed jobs than anybody reads; the summary tells how many there are. */
const mostJobsShown = 200
const mostJobsRetried = 1_000

/**
 * What operators see and mend. Journal, parked payloads and jobs are the deployment's;
 * unknown outcomes those of the caller's tenant.
 */
export function operationsRoutes(app: HttpApp, runtime: Runtime): void {
  const { database, log } = runtime

  app.get(
    '/v1/operations/queues',
    {
      config: { access: 'operations.read', isQuiet: true },
      schema: { response: { 200: QueueSummary } },
    },
    async () => queuesOf(runtime),
  )

  app.get(
    '/v1/operations/parked',
    {
      config: { access: 'operations.read', isQuiet: true },
      schema: { querystring: PageQuery, response: { 200: pageOf(ParkedPayload) } },
    },
    async (request) => {
      const { cursor, limit } = request.query
      const rows = await parkedPage(database, {
        after: cursorOf(TimePosition, cursor),
        limit: limit + 1,
      })
      const page = pageFrom(rows, limit, (row) => [row.position, row.id])
      return {
        ...page,
        data: page.data.map(({ id, appId, reason, detail, sizeBytes, receivedAt, parkedAt }) => ({
          ...{ id, appId, reason, detail, sizeBytes },
          receivedAt: receivedAt.toISOString(),
          parkedAt: parkedAt.toISOString(),
        })),
      }
    },
  )

  app.post(
    '/v1/operations/parked/replay',
    {
      config: { access: 'operations.manage' },
      schema: { body: ReplayRequest, response: { 200: ReplayResult } },
    },
    async (request) => {
      const result = await replayStep(runtime, request.body)
      const { replayed, applied, parkedAgain } = result
      log.info({ requestId: request.id, replayed, applied, parkedAgain }, 'webhooks replayed')
      return result
    },
  )

  app.get(
    '/v1/operations/unknown-outcomes',
    {
      config: { access: 'operations.read', isQuiet: true },
      schema: { querystring: PageQuery, response: { 200: pageOf(UnknownOutcome) } },
    },
    async (request) => {
      const caller = callerOf(request)
      const mayReadContacts = caller.permissions.includes('contacts.read')
      const { cursor, limit } = request.query
      const after = cursorOf(TimePosition, cursor)
      const rows = await database.inTenant(caller.tenantId, (tx) =>
        unknownOutcomePage(tx, { after, limit: limit + 1 }),
      )
      const page = pageFrom(rows, limit, (row) => [row.position, row.messageId])
      return {
        ...page,
        data: page.data.map((row) => ({
          messageId: row.messageId,
          conversationId: row.conversationId,
          contactName: mayReadContacts ? row.contactName : null,
          channelName: row.channelName,
          type: row.type,
          priority: outboxPriorities[row.priority] ?? 'transactional',
          since: row.since.toISOString(),
          decidedAt: row.decidedAt?.toISOString() ?? null,
        })),
      }
    },
  )

  app.get(
    '/v1/operations/jobs',
    {
      config: { access: 'operations.read', isQuiet: true },
      schema: { response: { 200: z.object({ data: z.array(TroubledJob) }) } },
    },
    async () => ({ data: await listTroubledJobs(database, mostJobsShown) }),
  )

  app.post(
    '/v1/operations/jobs/retry',
    {
      config: { access: 'operations.manage' },
      schema: { body: JobRetryRequest, response: { 200: JobRetryResult } },
    },
    async (request) => {
      const ids =
        request.body.ids ??
        (await listTroubledJobs(database, mostJobsRetried))
          .filter((job) => job.state === 'failed')
          .map((job) => job.id)
      const retried = ids.length === 0 ? 0 : await retryJobs(database, ids)
      log.info({ requestId: request.id, retried }, 'jobs retried')
      return { retried }
    },
  )
}
