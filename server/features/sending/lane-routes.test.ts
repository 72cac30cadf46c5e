import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Lane, LaneList } from '#shared/contracts/lane.ts'
import {
  createSendingWorld,
  givenOpenConversation,
  readStatus,
  sendText,
  waitForStatus,
} from '#testing/given-sending.ts'
import { createTestApi, memberCaller } from '#testing/test-api.ts'
import type { TenantId } from '../../platform/ids.ts'
import { laneRoutes, startLanes } from './sending.ts'

async function createWorld() {
  const world = await createSendingWorld()
  const { runtime } = world
  const api = await createTestApi(runtime, (app) => laneRoutes(app, runtime))
  return {
    ...world,
    memberOf: async (tenantId: TenantId) =>
      api.as(
        memberCaller(tenantId, await runtime.given.member(tenantId, { name: 'Maya' }), 'Maya'),
      ),
    [Symbol.asyncDispose]: async () => {
      await api[Symbol.asyncDispose]()
      await world[Symbol.asyncDispose]()
    },
  }
}

test('a lane tells what waits, how fast it goes and that nothing slows it', async () => {
  await using world = await createWorld()
  const { runtime } = world
  const ann = await givenOpenConversation(runtime)
  await sendText(runtime, ann, 'a reply', 0)
  await sendText(runtime, ann, 'news', 3)
  await sendText(runtime, ann, 'more news', 3)
  const { data } = (await (await world.memberOf(ann.tenantId)).get('/v1/lanes')).body as LaneList
  assert.equal(data.length, 1)
  assert.partialDeepStrictEqual(data[0], {
    channelId: ann.channelId,
    depth: {
      reply: { count: 1, isMore: false },
      authentication: { count: 0, isMore: false, oldestAt: null },
      campaign: { count: 2, isMore: false },
    },
    messagesPerSecondAllowed: 80,
    messagesPerSecond: 80,
    slowdown: null,
    pause: null,
    hold: null,
    reach: null,
    isServed: false,
    unknown: 0,
  })
})

test('a person pauses a number with a reason; it sends nothing until a person lets it go on', async () => {
  await using world = await createWorld()
  const { graph, runtime } = world
  const ann = await givenOpenConversation(runtime)
  const ben = await givenOpenConversation(runtime)
  const member = await world.memberOf(ann.tenantId)
  await using lanes = disposable(startLanes(runtime))
  const before = await sendText(runtime, ann, 'before')
  await waitForStatus(runtime, ann.tenantId, before, 'accepted')

  const paused = await member.post(`/v1/lanes/${ann.channelId}/pause`, { reason: 'Wrong prices' })
  assert.equal(paused.status, 200)
  assert.partialDeepStrictEqual(paused.body, {
    messagesPerSecond: 0,
    hold: { reason: 'Wrong prices', byName: 'Maya' },
  })
  const held = await sendText(runtime, ann, 'held')
  const ofOthers = await sendText(runtime, ben, 'of another workspace')
  await waitForStatus(runtime, ben.tenantId, ofOthers, 'accepted')
  assert.equal(await readStatus(runtime, ann.tenantId, held), 'queued')
  assert.equal(graph.sends().length, 2)

  const resumed = await member.post(`/v1/lanes/${ann.channelId}/resume`)
  assert.equal((resumed.body as Lane).hold, null)
  await waitForStatus(runtime, ann.tenantId, held, 'accepted')
  await lanes.close()
})

test('lanes of other workspaces are neither seen nor paused', async () => {
  await using world = await createWorld()
  const { runtime } = world
  const ann = await givenOpenConversation(runtime)
  const ben = await givenOpenConversation(runtime)
  const member = await world.memberOf(ann.tenantId)
  for (const [path, body] of [
    [`/v1/lanes/${ben.channelId}/pause`, { reason: 'x' }],
    [`/v1/lanes/${ben.channelId}/resume`, {}],
    ['/v1/lanes/nothing/resume', {}],
  ] as const)
    assert.equal((await member.post(path, body)).status, 404)
  const { data } = (await member.get('/v1/lanes')).body as LaneList
  assert.deepEqual(
    data.map((lane) => lane.channelId),
    [ann.channelId],
  )
})

test('a pause needs a reason', async () => {
  await using world = await createWorld()
  const ann = await givenOpenConversation(world.runtime)
  const member = await world.memberOf(ann.tenantId)
  assert.equal((await member.post(`/v1/lanes/${ann.channelId}/pause`, { reason: ' ' })).status, 400)
})

const disposable = (lanes: { close(): Promise<void> }) => ({
  ...lanes,
  [Symbol.asyncDispose]: () => lanes.close(),
})
