import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import type { GivenChannel } from '#testing/given.ts'
import { canonical, storedParts, storedWebhooks } from '#testing/stored-webhooks.ts'
import { createTestRuntime, type TestRuntime } from '#testing/test-runtime.ts'
import { webhookApp } from '#testing/webhooks.ts'
import { drainJournal, journalLength, listParked } from './webhook-intake.ts'

type Json = Record<string, unknown>
type Body = { object: string; entry: { id: string; time?: number; changes: Change[] }[] } & Json
type Change = { field: string; value: Json & { metadata?: Json } }

const folder = join(import.meta.dirname, '../../../fixtures/meta')
const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort()
const recorded = await Promise.all(
  names.map(async (name) => ({ name, text: await readFile(join(folder, name), 'utf8') })),
)

/**
 * The payload as it would come to this channel. Samples that share ids with others get ids of their own, so
 * that they do not meet in one conversation by chance.
 */
function addressedTo(channel: GivenChannel, text: string, serial: number): Body {
  const body = JSON.parse(
    text.replaceAll(/"(wamid\.[^"]*|<WHATSAPP_MESSAGE_ID>)"/g, (_all, id: string) =>
      JSON.stringify(`${id}.${serial}`),
    ),
  ) as Body
  for (const entry of body.entry) {
    entry.id = channel.wabaId
    for (const { value } of entry.changes) {
      if (value.metadata) value.metadata['phone_number_id'] = channel.phoneNumberId
      const waba = value['waba_info'] as Json | undefined
      if (waba) waba['waba_id'] = channel.wabaId
    }
  }
  return body
}

/** The parts of a body that must be found again, each as it came. */
function partsOf(body: Body): unknown[] {
  return body.entry.flatMap(({ changes }) =>
    changes.flatMap(({ field, value }) => {
      const isListed = ['messages', 'smb_message_echoes'].includes(field)
      if (!isListed) return [value]
      return Object.entries(value).flatMap(([key, part]) =>
        key === 'messaging_product' ? [] : Array.isArray(part) ? (part as unknown[]) : [part],
      )
    }),
  )
}

function assertStored(parts: Set<string>, body: Body, name: string): void {
  for (const part of partsOf(body))
    assert.ok(parts.has(canonical(part)), `${name}: not found again: ${canonical(part)}`)
}

async function channelIn(runtime: TestRuntime) {
  const tenantId = await runtime.given.tenant()
  return { tenantId, channel: await runtime.given.channel(tenantId) }
}

test('all 74 recorded payloads are there', () => {
  assert.equal(recorded.length, 74)
})

test('each recorded payload is stored faithfully, and nothing changes when all come again, reversed and batched', async () => {
  await using runtime = await createTestRuntime()
  const { tenantId, channel } = await channelIn(runtime)
  const other = await channelIn(runtime)
  const { post } = webhookApp(runtime)
  const bodies = recorded.map(({ name, text }, index) => ({
    name,
    body: addressedTo(channel, text, index),
  }))
  for (const { body, name } of bodies)
    assert.equal((await post(channel.appId, body)).statusCode, 200, name)
  await drainJournal(runtime)
  assert.deepEqual(await listParked(runtime.database), [])
  const first = await storedWebhooks(runtime, tenantId)
  const parts = storedParts(first)
  for (const { body, name } of bodies) assertStored(parts, body, name)
  assert.ok(parts.has(canonical(bodies.find(({ body }) => body['all'])?.body['all'])))

  for (const { body } of [...bodies].reverse()) await post(channel.appId, body)
  const batch = {
    object: 'whatsapp_business_account',
    entry: bodies.flatMap(({ body }) => body.entry),
  }
  await post(channel.appId, batch)
  await drainJournal(runtime)
  const again = await storedWebhooks(runtime, tenantId)
  for (const table of ['messages', 'edits', 'statuses', 'changes', 'events'] as const)
    assert.equal(again[table].length, first[table].length, table)
  assert.equal(await journalLength(runtime.database), 0)

  const stranger = await storedWebhooks(runtime, other.tenantId)
  assert.deepEqual(stranger, { messages: [], edits: [], statuses: [], changes: [], events: [] })
})

test('the order in which recorded payloads come makes no difference to what is stored', async () => {
  await using runtime = await createTestRuntime()
  const { post } = webhookApp(runtime)
  const shapes: unknown[] = []
  for (const order of ['forward', 'backward', 'batch'] as const) {
    const { tenantId, channel } = await channelIn(runtime)
    const bodies = recorded.map(({ text }, index) => addressedTo(channel, text, index))
    if (order === 'batch')
      await post(channel.appId, {
        object: 'whatsapp_business_account',
        entry: bodies.flatMap((body) => body.entry),
      })
    else
      for (const body of order === 'forward' ? bodies : [...bodies].reverse())
        await post(channel.appId, body)
    await drainJournal(runtime)
    const stored = await storedWebhooks(runtime, tenantId)
    shapes.push({
      messages: stored.messages.map(({ row }) => `${row.wamid} ${row.type} ${row.status}`).sort(),
      statuses: stored.statuses.map(({ row }) => `${row.wamid} ${row.status}`).sort(),
      changes: stored.changes.map(({ row }) => `${row.wamid} ${row.kind}`).sort(),
      events: stored.events
        .filter(({ row }) => row.kind !== 'all')
        .map(({ row }) => `${row.field} ${row.kind}`)
        .sort(),
    })
  }
  assert.deepEqual(shapes[1], shapes[0])
  assert.deepEqual(withoutUnknown(shapes[2]), withoutUnknown(shapes[0]))
})

/** Put into one batch, the samples lose what one of them has beside its entries. */
const withoutUnknown = (shape: unknown): unknown => {
  const { events, ...rest } = shape as { events: string[] }
  return { ...rest, events: events.filter((event) => !event.startsWith('unknown ')) }
}
