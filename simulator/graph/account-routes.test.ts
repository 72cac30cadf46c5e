import assert from 'node:assert/strict'
import test from 'node:test'
import { isMessage, startReceiver, verifyToken } from '#simulator/testing/start-receiver.ts'
import {
  codeOf,
  phoneNumberId,
  startTestSimulator,
  wabaId,
  type GraphErrorBody,
} from '#simulator/testing/start-test-simulator.ts'

test('a number answers the asked fields and its id', async () => {
  await using simulator = await startTestSimulator()
  const { body } = await simulator.graph(
    'GET',
    `/${phoneNumberId}?fields=verified_name,whatsapp_business_manager_messaging_limit`,
  )
  assert.deepEqual(body, {
    id: phoneNumberId,
    verified_name: 'Lucky Shrub',
    whatsapp_business_manager_messaging_limit: 'TIER_2K',
  })
})

test('every version of the Graph is served', async () => {
  await using simulator = await startTestSimulator()
  const headers = { authorization: 'Bearer token-of-the-shop' }
  for (const version of ['v19.0', 'v26.0', 'v100.1']) {
    const response = await fetch(`${simulator.url}/${version}/${phoneNumberId}`, { headers })
    assert.equal(response.status, 200)
  }
  assert.equal((await fetch(`${simulator.url}/v26/${phoneNumberId}`, { headers })).status, 404)
})

test('the numbers of a WABA are listed with paging', async () => {
  await using simulator = await startTestSimulator()
  const { body } = await simulator.graph<{ data: { id: string }[]; paging: object }>(
    'GET',
    `/${wabaId}/phone_numbers`,
  )
  assert.equal(body.data[0]?.id, phoneNumberId)
  assert.ok('cursors' in body.paging)
})

test('the templates of a WABA are listed in the shape of the Graph', async () => {
  await using simulator = await startTestSimulator()
  const { body } = await simulator.graph<{ data: Record<string, unknown>[] }>(
    'GET',
    `/${wabaId}/message_templates?name=hello_world`,
  )
  assert.equal(body.data.length, 1)
  assert.equal(body.data[0]?.['status'], 'APPROVED')
})

test('a WABA nobody subscribed to sends no webhooks until it is subscribed again', async () => {
  await using simulator = await startTestSimulator()
  const path = `/${wabaId}/subscribed_apps`
  const list = async () => (await simulator.graph<{ data: object[] }>('GET', path)).body.data
  assert.equal((await list()).length, 1)
  await simulator.graph('DELETE', path)
  assert.equal((await list()).length, 0)
  await simulator.write({ text: { body: 'Unheard' } })
  await simulator.graph('POST', path, {})
  await simulator.write({ text: { body: 'Heard' } })
  const { value } = await simulator.receiver.waitFor(isMessage('text'))
  assert.deepEqual(value.messages?.[0]?.['text'], { body: 'Heard' })
})

test('an override sends the webhooks of a WABA elsewhere, once it is verified', async () => {
  await using simulator = await startTestSimulator()
  await using elsewhere = await startReceiver()
  const path = `/${wabaId}/subscribed_apps`
  const refused = await simulator.graph<GraphErrorBody>('POST', path, {
    override_callback_uri: elsewhere.url,
    verify_token: 'wrong',
  })
  assert.equal(codeOf(refused), 100)
  await simulator.graph('POST', path, {
    override_callback_uri: elsewhere.url,
    verify_token: verifyToken,
  })
  await simulator.write()
  await elsewhere.waitFor(isMessage('text'))
  assert.equal(simulator.receiver.received.length, 0)
})

test('a foreign account looks like one that does not exist', async () => {
  await using simulator = await startTestSimulator()
  await simulator.api('PUT', '/numbers/2', {
    wabaId: 'other',
    businessId: 'other',
    displayPhoneNumber: '15550100002',
    verifiedName: 'Other',
    accessToken: 'other-token',
  })
  for (const path of [`/${phoneNumberId}`, `/${wabaId}`, `/${wabaId}/phone_numbers`, '/999']) {
    const answer = await simulator.graph<GraphErrorBody>('GET', path, undefined, 'other-token')
    assert.deepEqual([codeOf(answer), answer.body.error.error_subcode], [100, 33], path)
  }
})
