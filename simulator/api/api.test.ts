import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import test from 'node:test'
import { isMessage, isStatus } from '../testing/start-receiver.ts'
import { phoneNumberId, startTestSimulator, wamidOf } from '../testing/start-test-simulator.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs

type Problem = { code: string; detail: string }

test('a chat shows both sides, oldest first, page by page', async () => {
  await using simulator = await startTestSimulator()
  const first = await simulator.write({ text: { body: 'one' } })
  const second = await simulator.write({ text: { body: 'two' } })
  const third = wamidOf(await simulator.send({ context: { message_id: first } }))
  await simulator.flush()
  const path = `${simulator.chat('ann')}/messages`
  const { body: newest } = await simulator.api<Record<string, unknown>[]>('GET', `${path}?limit=2`)
  assert.deepEqual(
    newest.map(({ id }) => id),
    [second, third],
  )
  assert.equal(newest[1]?.['direction'], 'to_person')
  assert.deepEqual(newest[1]['content'], { body: 'Good day' })
  assert.deepEqual(newest[1]['context'], { message_id: first })
  const before = encodeURIComponent(second)
  const { body: older } = await simulator.api<Record<string, unknown>[]>(
    'GET',
    `${path}?limit=2&before=${before}`,
  )
  assert.deepEqual(
    older.map(({ id }) => id),
    [first],
  )
})

test('the list of chats tells unread, last message and when the window closes', async () => {
  await using simulator = await startTestSimulator()
  const chats = async () =>
    (await simulator.api<Record<string, unknown>[]>('GET', '/people/ann/chats')).body[0]
  assert.equal((await chats())?.['lastMessage'], null)
  assert.equal((await chats())?.['windowClosesAt'], null)
  await simulator.write()
  await simulator.send()
  await simulator.flush()
  const chat = await chats()
  assert.equal(chat?.['businessName'], 'Lucky Shrub')
  assert.equal(chat['unread'], 1)
  const [own] = await simulator.messagesOf()
  assert.equal(chat['windowClosesAt'], Number(own?.['timestampMs']) + 24 * hourMs)
  assert.deepEqual((await simulator.api('POST', `${simulator.chat('ann')}/read`)).body, {
    readCount: 1,
  })
  assert.equal((await chats())?.['unread'], 0)
})

test("the person's ticks: sent, delivered with the 200, read with the mark", async () => {
  await using simulator = await startTestSimulator()
  const statusOf = async (index: number) => (await simulator.messagesOf())[index]?.['status']
  await simulator.api('POST', '/faults', { kind: 'hold_webhooks' })
  await simulator.write()
  const second = await simulator.write()
  assert.equal(await statusOf(0), 'sent')
  await simulator.api('DELETE', '/faults')
  await simulator.flush()
  assert.equal(await statusOf(0), 'delivered')
  const marked = await simulator.graph('POST', `/${phoneNumberId}/messages`, {
    messaging_product: 'whatsapp',
    status: 'read',
    message_id: second,
  })
  assert.deepEqual(marked.body, { success: true })
  assert.deepEqual([await statusOf(0), await statusOf(1)], ['read', 'read'])
})

test('marking what the number never received is refused', async () => {
  await using simulator = await startTestSimulator()
  const marked = await simulator.graph('POST', `/${phoneNumberId}/messages`, {
    messaging_product: 'whatsapp',
    status: 'read',
    message_id: 'wamid.unknown',
  })
  assert.equal(marked.status, 400)
})

test('who is offline gets the message when they come back', async () => {
  await using simulator = await startTestSimulator()
  await simulator.write()
  await simulator.api('PATCH', '/people/ann', { online: false })
  const wamid = wamidOf(await simulator.send())
  await simulator.receiver.waitFor(isStatus('sent', wamid))
  await simulator.flush()
  assert.equal((await simulator.messagesOf()).length, 1)
  await simulator.api('PATCH', '/people/ann', { online: true })
  await simulator.receiver.waitFor(isStatus('delivered', wamid))
  assert.equal((await simulator.messagesOf()).length, 2)
})

test('a message undelivered for more than 30 days is dropped without a word', async () => {
  await using simulator = await startTestSimulator()
  await simulator.write()
  await simulator.api('PATCH', '/people/ann', { online: false })
  wamidOf(await simulator.send())
  await simulator.flush()
  await simulator.api('POST', '/clock', { advanceMs: 31 * 24 * hourMs })
  await simulator.api('PATCH', '/people/ann', { online: true })
  await simulator.flush()
  assert.equal(simulator.receiver.received.some(isStatus('delivered')), false)
})

test('without read receipts nothing is told, only the unread count falls', async () => {
  await using simulator = await startTestSimulator()
  await simulator.write()
  await simulator.api('PATCH', '/people/ann', { readReceipts: false })
  wamidOf(await simulator.send())
  await simulator.flush()
  const { body } = await simulator.api('POST', `${simulator.chat('ann')}/read`)
  assert.deepEqual(body, { readCount: 1 })
  await simulator.flush()
  assert.equal(simulator.receiver.received.some(isStatus('read')), false)
})

test('a voice message is played once', async () => {
  await using simulator = await startTestSimulator()
  await simulator.write()
  const form = new FormData()
  form.append('messaging_product', 'whatsapp')
  form.append('file', new Blob(['OggS, say'], { type: 'audio/ogg; codecs=opus' }), 'voice.ogg')
  const upload = await simulator.graph<{ id: string }>('POST', `/${phoneNumberId}/media`, form)
  const audio = { id: upload.body.id, voice: true }
  const wamid = wamidOf(await simulator.send({ type: 'audio', audio }))
  await simulator.flush()
  const path = `${simulator.chat('ann')}/messages/${encodeURIComponent(wamid)}/played`
  await simulator.api('POST', path)
  await simulator.api('POST', path)
  await simulator.flush()
  assert.equal(simulator.receiver.received.filter(isStatus('played')).length, 1)
})

test('a status can be forced, also backwards, and the message keeps the furthest', async () => {
  await using simulator = await startTestSimulator()
  await simulator.write()
  const wamid = wamidOf(await simulator.send())
  await simulator.flush()
  await simulator.api('POST', '/status', { wamid, status: 'read' })
  await simulator.api('POST', '/status', { wamid, status: 'sent' })
  await simulator.api('POST', '/status', { wamid, status: 'failed', errorCode: 131049 })
  await simulator.flush()
  const statuses = simulator.receiver.received.flatMap(({ value }) => value.statuses ?? [])
  assert.deepEqual(
    statuses.map(({ status }) => status),
    ['sent', 'delivered', 'read', 'sent', 'failed'],
  )
  const { body } = await simulator.api<{ messages: Record<string, unknown>[] }>(
    'GET',
    '/sent-messages',
  )
  assert.equal(body.messages[0]?.['status'], 'failed')
  assert.equal(body.messages[0]['errorCode'], 131049)
})

test('a reaction of the person replaces the one before and can be taken away', async () => {
  await using simulator = await startTestSimulator()
  await simulator.write()
  const wamid = wamidOf(await simulator.send())
  await simulator.flush()
  const react = (emoji?: string) =>
    simulator.write({ type: 'reaction', reaction: { message_id: wamid, emoji } })
  const reactions = async () => (await simulator.messagesOf())[1]?.['reactions']
  await react('👍')
  await react('❤️')
  assert.deepEqual(await reactions(), [{ from: 'person', emoji: '❤️' }])
  await react()
  assert.deepEqual(await reactions(), [])
  await simulator.flush()
  const told = simulator.receiver.received.filter(isMessage('reaction'))
  assert.deepEqual(
    told.map(({ value }) => value.messages?.[0]?.['reaction']),
    [{ message_id: wamid, emoji: '👍' }, { message_id: wamid, emoji: '❤️' }, { message_id: wamid }],
  )
})

test('a reaction of the business gets only sent and stands below the message', async () => {
  await using simulator = await startTestSimulator()
  const wamid = await simulator.write()
  const reaction = wamidOf(
    await simulator.send({ type: 'reaction', reaction: { message_id: wamid, emoji: '🎉' } }),
  )
  await simulator.flush()
  assert.deepEqual((await simulator.messagesOf())[0]?.['reactions'], [
    { from: 'business', emoji: '🎉' },
  ])
  const own = simulator.receiver.received.flatMap(({ value }) => value.statuses ?? [])
  assert.deepEqual(
    own.map(({ id, status }) => [id, status]),
    [[reaction, 'sent']],
  )
  await simulator.send({ type: 'reaction', reaction: { message_id: wamid, emoji: '' } })
  await simulator.flush()
  assert.deepEqual((await simulator.messagesOf())[0]?.['reactions'], [])
})

test('a reaction to a message of 30 days ago fails with 131009', async () => {
  await using simulator = await startTestSimulator()
  const wamid = await simulator.write()
  await simulator.api('POST', '/clock', { advanceMs: 30 * 24 * hourMs + minuteMs })
  await simulator.write()
  const late = wamidOf(
    await simulator.send({ type: 'reaction', reaction: { message_id: wamid, emoji: '🎉' } }),
  )
  const { value } = await simulator.receiver.waitFor(isStatus('failed', late))
  assert.equal(value.statuses?.[0]?.errors?.[0]?.code, 131009)
})

test('a text can be edited for 15 minutes', async () => {
  await using simulator = await startTestSimulator()
  const wamid = await simulator.write({ text: { body: 'Helo' } })
  const path = `${simulator.chat('ann')}/messages/${encodeURIComponent(wamid)}/edit`
  await simulator.api('POST', '/clock', { advanceMs: 14 * minuteMs })
  assert.equal((await simulator.api('POST', path, { text: 'Hello' })).status, 200)
  const { value } = await simulator.receiver.waitFor(isMessage('edit'))
  assert.deepEqual(value.messages?.[0]?.['edit'], {
    original_message_id: wamid,
    message: { context: { id: 'M0' }, type: 'text', text: { body: 'Hello' } },
  })
  assert.notEqual(value.messages[0]['id'], wamid)
  const [shown] = await simulator.messagesOf()
  assert.deepEqual([shown?.['content'], shown?.['edited']], [{ body: 'Hello' }, true])
  await simulator.api('POST', '/clock', { advanceMs: minuteMs })
  const late = await simulator.api<Problem>('POST', path, { text: 'Hi' })
  assert.deepEqual([late.status, late.body.code], [409, 'too_late'])
})

test('a message can be deleted for 2 days, and its content is gone', async () => {
  await using simulator = await startTestSimulator()
  const early = await simulator.write({ text: { body: 'secret' } })
  const late = await simulator.write()
  const path = (wamid: string) =>
    `${simulator.chat('ann')}/messages/${encodeURIComponent(wamid)}/revoke`
  await simulator.api('POST', '/clock', { advanceMs: 47 * hourMs })
  await simulator.api('POST', path(early))
  const { value } = await simulator.receiver.waitFor(isMessage('revoke'))
  assert.deepEqual(value.messages?.[0]?.['revoke'], { original_message_id: early })
  const [shown] = await simulator.messagesOf()
  assert.deepEqual([shown?.['content'], shown?.['revoked']], [{}, true])
  await simulator.api('POST', '/clock', { advanceMs: hourMs })
  assert.equal((await simulator.api('POST', path(late))).status, 409)
})

const kinds: [type: string, content: unknown, extra?: object][] = [
  ['location', { latitude: 48.2, longitude: 16.37, name: 'Office' }],
  ['contacts', [{ name: { formatted_name: 'Bob' }, phones: [{ phone: '+447700900124' }] }]],
  ['button', { payload: 'YES', text: 'Yes' }],
  ['interactive', { type: 'button_reply', button_reply: { id: 'a', title: 'A' } }],
  ['interactive', { type: 'list_reply', list_reply: { id: 'a', title: 'A', description: 'B' } }],
  [
    'order',
    {
      catalog_id: 'c',
      text: '',
      product_items: [{ product_retailer_id: 's', quantity: 1, item_price: 2, currency: 'EUR' }],
    },
  ],
]
test('every kind of message reaches the business under its own key', async (t) => {
  await using simulator = await startTestSimulator()
  for (const [type, content] of kinds) {
    await t.test(`${type} ${JSON.stringify(content).slice(0, 24)}`, async () => {
      const id = await simulator.write({ type, [type]: content })
      const { value } = await simulator.receiver.waitFor(
        (webhook) => webhook.value.messages?.[0]?.['id'] === id,
      )
      assert.deepEqual(value.messages?.[0]?.[type], content)
    })
  }
  await t.test('unsupported, with the error Meta puts there', async () => {
    await simulator.write({ type: 'unsupported', unsupported: { type: 'poll_creation' } })
    const { value } = await simulator.receiver.waitFor(isMessage('unsupported'))
    const [message] = value.messages ?? []
    assert.deepEqual(message?.['unsupported'], { type: 'poll_creation' })
    assert.equal((message['errors'] as { code: number }[])[0]?.code, 131051)
  })
})

test('a reply names the quoted message and who wrote it', async () => {
  await using simulator = await startTestSimulator()
  const own = await simulator.write()
  const theirs = wamidOf(await simulator.send())
  await simulator.write({ text: { body: 'a' }, context: { message_id: theirs } })
  await simulator.write({ text: { body: 'b' }, context: { message_id: own } })
  await simulator.write({ text: { body: 'c' }, context: { forwarded: true } })
  await simulator.flush()
  const contexts = simulator.receiver.received.flatMap(({ value }) =>
    (value.messages ?? []).map((message) => message['context']),
  )
  assert.deepEqual(contexts, [
    undefined,
    { from: '15550100001', id: theirs },
    { from: '447700900123', id: own },
    { forwarded: true },
  ])
})

test('a new phone number is told with a new BSUID', async () => {
  await using simulator = await startTestSimulator()
  await simulator.write()
  const { body: moved } = await simulator.api<{ bsuid: string }>('PATCH', '/people/ann', {
    waId: '+44 7700 900 126',
  })
  assert.notEqual(moved.bsuid, simulator.ann.bsuid)
  const { value } = await simulator.receiver.waitFor(isMessage('system'))
  assert.equal(value.contacts, undefined)
  assert.equal(value.messages?.[0]?.['from'], '447700900123')
  assert.deepEqual(value.messages[0]['system'], {
    type: 'user_changed_number',
    body: 'User Ann changed from 447700900123 to 447700900126',
    wa_id: '447700900126',
    user_id: moved.bsuid,
    previous_user_id: simulator.ann.bsuid,
  })
})

test('two portfolios see one person under two BSUIDs', async () => {
  await using simulator = await startTestSimulator()
  await simulator.api('PUT', '/numbers/2', {
    wabaId: 'waba-2',
    businessId: 'portfolio-2',
    displayPhoneNumber: '15550100002',
    verifiedName: 'Second shop',
    accessToken: 'token-2',
  })
  await simulator.write()
  await simulator.api('POST', '/people/ann/chats/2/messages', {
    type: 'text',
    text: { body: 'Hi' },
  })
  await simulator.receiver.waitForCount(1)
  const { body } = await simulator.graph('POST', '/2/messages', {}, 'token-2')
  assert.ok(body)
  const ofFirst = await simulator.send({ to: undefined, recipient: simulator.ann.bsuid })
  assert.equal(ofFirst.status, 200)
  await simulator.receiver.waitFor(isStatus('delivered', wamidOf(ofFirst)))
})

test('bad calls are refused with a sentence', async (t) => {
  await using simulator = await startTestSimulator()
  const chat = simulator.chat('ann')
  const cases: [
    what: string,
    method: string,
    path: string,
    body: unknown,
    status: number,
    detail: RegExp,
  ][] = [
    ['an unknown person', 'GET', '/people/nobody/chats', undefined, 404, /person/],
    ['an unknown number', 'POST', '/people/ann/chats/0/read', {}, 404, /number/],
    [
      'an empty text',
      'POST',
      `${chat}/messages`,
      { type: 'text', text: { body: '' } },
      422,
      /text.body/,
    ],
    ['an unknown type', 'POST', `${chat}/messages`, { type: 'poll' }, 422, /type/],
    [
      'unknown media',
      'POST',
      `${chat}/messages`,
      { type: 'image', image: { id: '1' } },
      404,
      /media/,
    ],
    ['a clock going back', 'POST', '/clock', { advanceMs: -1 }, 422, /./],
    ['an unknown fault', 'POST', '/faults', { kind: 'fire' }, 422, /kind/],
    ['a person without name', 'POST', '/people', {}, 422, /name/],
    [
      'a number somebody has',
      'POST',
      '/people',
      { name: 'B', waId: '447700900123' },
      409,
      /phone number/,
    ],
    ['a broken body', 'POST', '/people', '{', 400, /./],
    ['an unknown path', 'GET', '/nothing', undefined, 404, /nothing/],
  ]
  for (const [what, method, path, body, status, detail] of cases) {
    await t.test(what, async () => {
      const answer = await simulator.api<Problem>(method, path, body)
      assert.equal(answer.status, status, JSON.stringify(answer.body))
      assert.match(answer.body.detail, detail)
    })
  }
})

test('a page of another site is refused, one of this machine is not', async () => {
  await using simulator = await startTestSimulator()
  const get = (origin: string) =>
    fetch(`${simulator.url}/simulator/api/state`, { headers: { origin } })
  assert.equal((await get('https://example.com')).status, 403)
  assert.equal((await get('null')).status, 403)
  assert.equal((await get('http://localhost:5173')).status, 200)
  assert.equal((await get(simulator.url)).status, 200)
})

test('the reference page names every endpoint, and none that is not there', async () => {
  await using simulator = await startTestSimulator()
  const { body } = await simulator.api<{ paths: Record<string, object> }>('GET', '/openapi.json')
  const page = await readFile(
    new URL('../../docs/reference/simulator-api.md', import.meta.url),
    'utf8',
  )
  const served = Object.entries(body.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map(
      (method) => `${method.toUpperCase()} ${path.replace('/simulator/api', '')}`,
    ),
  )
  const documented = [...page.matchAll(/`(GET|POST|PUT|PATCH|DELETE) ([^`?]+)[^`]*`/g)]
    .filter(([, , path]) => path?.startsWith('/') || path?.startsWith('…'))
    .map(([, method, path = '']) => {
      const chat = '/people/{personId}/chats/{phoneNumberId}'
      const full = path
        .replace('…/chats/{phoneNumberId}', chat)
        .replace('…/messages', `${chat}/messages`)
      return `${method} ${full}`
    })
    .filter((call) => !call.includes('/simulator/api/openapi.json'))
  assert.deepEqual([...new Set(documented)].sort(), served.sort())
})
