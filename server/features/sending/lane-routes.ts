import { z } from 'zod'
import { Lane, LaneList, PauseLane, type LaneDepth } from '#shared/contracts/lane.ts'
import type { TenantTx } from '../../database/database.ts'
import { callerOf, type HttpApp } from '../../http/http-app.ts'
import { notFound, pathId } from '../../http/path-id.ts'
import type { ChannelId, TenantId } from '../../platform/ids.ts'
import type { Runtime } from '../../runtime/runtime.ts'
import { authorNames } from '../members/members.ts'
import {
  holdLane,
  letLaneGo,
  mostCounted,
  readLaneViews,
  type LaneView,
} from './lane-view-store.ts'

const LanePath = z.object({ channelId: z.string() })

/** What waits on each number, how fast it goes and why not faster; and the brake for people. */
export function laneRoutes(app: HttpApp, runtime: Runtime): void {
  const { clock, database, log, wakeups } = runtime

  const readLanes = async (tx: TenantTx, channelId: ChannelId | null): Promise<Lane[]> => {
    const views = await readLaneViews(tx, channelId)
    const names = await authorNames(
      database,
      tx.tenantId,
      views.flatMap((view) => view.heldBy ?? []),
    )
    return views.map((view) =>
      presentLane(view, (view.heldBy && names.get(view.heldBy)) ?? null, clock.now()),
    )
  }
  const oneLane = async (tenantId: TenantId, channelId: ChannelId): Promise<Lane> => {
    const [lane] = await database.inTenant(tenantId, (tx) => readLanes(tx, channelId))
    if (!lane) throw notFound('number')
    return lane
  }

  app.get(
    '/v1/lanes',
    { config: { access: 'lanes.read', isQuiet: true }, schema: { response: { 200: LaneList } } },
    async (request) => {
      const { tenantId } = callerOf(request)
      return { data: await database.inTenant(tenantId, (tx) => readLanes(tx, null)) }
    },
  )

  app.post(
    '/v1/lanes/:channelId/pause',
    {
      config: { access: 'lanes.control' },
      schema: { params: LanePath, body: PauseLane, response: { 200: Lane } },
    },
    async (request) => {
      const caller = callerOf(request)
      const { tenantId } = caller
      const channelId = pathId<ChannelId>(request.params.channelId, 'number')
      const isHeld = await database.inTenant(tenantId, (tx) =>
        holdLane(tx, channelId, {
          reason: request.body.reason,
          byUserId: caller.kind === 'member' ? caller.userId : null,
          at: clock.now(),
        }),
      )
      if (!isHeld) throw notFound('number')
      log.info({ requestId: request.id, tenantId, channelId }, 'a lane was paused')
      wakeups.wake('lane', tenantId)
      return oneLane(tenantId, channelId)
    },
  )

  app.post(
    '/v1/lanes/:channelId/resume',
    {
      config: { access: 'lanes.control' },
      schema: { params: LanePath, response: { 200: Lane } },
    },
    async (request) => {
      const { tenantId } = callerOf(request)
      const channelId = pathId<ChannelId>(request.params.channelId, 'number')
      await database.inTenant(tenantId, (tx) => letLaneGo(tx, channelId))
      log.info({ requestId: request.id, tenantId, channelId }, 'a lane was let go on')
      wakeups.wake('lane', tenantId)
      return oneLane(tenantId, channelId)
    },
  )
}

function presentLane(view: LaneView, heldByName: string | null, now: Date): Lane {
  const { heldReason, heldAt, pausedReason, pausedUntil, slowReason, slowSince } = view
  const isStopped = heldReason !== null || (pausedUntil !== null && pausedUntil > now)
  return {
    channelId: view.channelId,
    name: view.name,
    displayPhoneNumber: view.displayPhoneNumber,
    depth: {
      reply: depthOf(view, 0),
      authentication: depthOf(view, 1),
      transactional: depthOf(view, 2),
      campaign: depthOf(view, 3),
    },
    scheduled: view.scheduled,
    unknown: view.unknown,
    messagesPerSecondAllowed: view.messagesPerSecond,
    messagesPerSecond: isStopped ? 0 : (view.slowRate ?? view.messagesPerSecond),
    qualityRating: view.qualityRating,
    slowdown:
      slowReason && slowSince ? { reason: slowReason, since: slowSince.toISOString() } : null,
    pause:
      pausedReason && pausedUntil
        ? { reason: pausedReason, until: pausedUntil.toISOString() }
        : null,
    hold:
      heldReason && heldAt
        ? { reason: heldReason, byName: heldByName, since: heldAt.toISOString() }
        : null,
    reach:
      view.messagingLimit === null
        ? null
        : { reached: view.reachedCount ?? 0, limit: view.messagingLimit },
    isServed: view.isServed,
  }
}

function depthOf({ depths }: LaneView, priority: number): LaneDepth {
  const depth = depths.find((one) => one.priority === priority)
  const count = depth?.count ?? 0
  return {
    count: Math.min(count, mostCounted),
    isMore: count > mostCounted,
    oldestAt: depth?.oldestAt ? new Date(depth.oldestAt).toISOString() : null,
  }
}
