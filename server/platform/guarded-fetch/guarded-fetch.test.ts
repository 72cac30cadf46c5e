import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import { createServer as createTcpServer, type AddressInfo } from 'node:net'
import { test } from 'node:test'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { createGuardedFetch, type GuardedRequest } from './guarded-fetch.ts'
import type { TargetPolicy } from './resolve-target.ts'

async function startReceiver(answer: RequestListener) {
  let connections = 0
  const server = createServer(answer)
  server.on('connection', () => (connections += 1))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => connections,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

const fetching = (policy: TargetPolicy) => {
  const guarded = createGuardedFetch(policy)
  return {
    ...guarded,
    post: (url: string, more: Partial<GuardedRequest> = {}) =>
      guarded.send({
        url,
        method: 'POST',
        headers: {},
        body: 'hello',
        timeoutMs: 5_000,
        mostAnswerBytes: 1_024,
        ...more,
      }),
    [Symbol.asyncDispose]: () => guarded.close(),
  }
}

const hostileHosts = [
  '127.0.0.1',
  'localhost',
  '2130706433',
  '0x7f000001',
  '0x7f.1',
  '0177.0.0.1',
  '127.1',
  '0',
  '[::1]',
  '[::]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[64:ff9b::7f00:1]',
  '[2002:7f00:1::]',
  '169.254.169.254',
  '[fd00:ec2::254]',
  '100.64.0.1',
  '10.0.0.1',
  '192.168.1.1',
  '①②⑦.0.0.1',
  '127。0。0。1',
]

for (const host of hostileHosts)
  test(`https://${host} is refused without a connection`, async () => {
    await using receiver = await startReceiver((_request, answer) => answer.end())
    await using guarded = fetching({ allowPrivate: false, addressesOf: async () => ['127.0.0.1'] })
    const answer = await guarded.post(`https://${host}:${receiver.port}/`)
    assert.deepEqual(answer, { kind: 'refused', reason: 'address_not_allowed' })
    assert.equal(receiver.connections(), 0)
  })

test('a name with one private address among public ones is refused', async () => {
  await using guarded = fetching({
    allowPrivate: false,
    addressesOf: async () => ['1.1.1.1', '10.0.0.1'],
  })
  assert.equal(await guarded.inspect('https://hooks.example/'), 'address_not_allowed')
})

test('a name is asked for once per connection, and that answer is the one connected to', async () => {
  await using receiver = await startReceiver((_request, answer) => answer.end('here'))
  const asked: string[] = []
  await using guarded = fetching({
    allowPrivate: true,
    addressesOf: async (name) => {
      asked.push(name)
      // What a name server says the second time must not matter.
      return asked.length === 1 ? ['127.0.0.1'] : ['169.254.169.254']
    },
  })
  for (const _ of [1, 2]) {
    assert.equal((await guarded.post(`http://hooks.example:${receiver.port}/`)).kind, 'answered')
    // A connection is free again a turn after its answer was read.
    await nextTurn()
  }
  assert.deepEqual(asked, ['hooks.example'])
  assert.equal(receiver.connections(), 1)
})

test('a name is refused as soon as a new connection finds a forbidden address', async () => {
  await using receiver = await startReceiver((_request, answer) =>
    answer.setHeader('connection', 'close').end(),
  )
  const addresses = [['127.0.0.1'], ['169.254.169.254']]
  await using guarded = fetching({
    allowPrivate: true,
    addressesOf: async () => addresses.shift() ?? [],
  })
  const url = `http://hooks.example:${receiver.port}/`
  assert.equal((await guarded.post(url)).kind, 'answered')
  assert.deepEqual(await guarded.post(url), { kind: 'refused', reason: 'address_not_allowed' })
})

test('the second address of a name is tried when the first does not answer', async () => {
  await using receiver = await startReceiver((_request, answer) => answer.end())
  await using guarded = fetching({
    allowPrivate: true,
    addressesOf: async () => ['127.0.0.2', '127.0.0.1'],
  })
  assert.equal((await guarded.post(`http://hooks.example:${receiver.port}/`)).kind, 'answered')
})

for (const [url, refusal] of [
  ['http://1.1.1.1/', 'not_https'],
  ['ftp://1.1.1.1/', 'not_https'],
  ['file:///etc/passwd', 'not_a_url'],
  ['https://user:password@hooks.example/', 'credentials_in_url'],
  ['hooks.example', 'not_a_url'],
  ['https://nothing.invalid/', 'unresolvable'],
] as const)
  test(`${url} is refused: ${refusal}`, async () => {
    await using guarded = fetching({ allowPrivate: false, addressesOf: async () => [] })
    assert.equal(await guarded.inspect(url), refusal)
  })

test('without TLS a public address is refused even where private ones may be called', async () => {
  await using guarded = fetching({ allowPrivate: true })
  assert.equal(await guarded.inspect('http://1.1.1.1/'), 'address_not_allowed')
  assert.equal(await guarded.inspect('https://1.1.1.1/'), null)
  assert.equal(await guarded.inspect('http://169.254.169.254/'), 'address_not_allowed')
})

test('a redirect is an answer, not a way', async () => {
  await using receiver = await startReceiver((_request, answer) =>
    answer.writeHead(302, { location: 'http://169.254.169.254/' }).end(),
  )
  await using guarded = fetching({ allowPrivate: true })
  const answer = await guarded.post(`http://127.0.0.1:${receiver.port}/`)
  assert.equal(answer.kind === 'answered' && answer.status, 302)
  assert.equal(receiver.connections(), 1)
})

test('of an answer of 2 GB only the beginning is read', async () => {
  const closed = Promise.withResolvers<number>()
  await using receiver = await startReceiver((_request, answer) => {
    const chunk = Buffer.alloc(64 * 1024)
    let left = 2 * 1024 ** 3
    const more = () => {
      while (left > 0) {
        left -= chunk.length
        if (!answer.write(chunk)) return
      }
      answer.end()
    }
    answer.on('drain', more).on('close', () => closed.resolve(2 * 1024 ** 3 - left))
    more()
  })
  await using guarded = fetching({ allowPrivate: true })
  const answer = await guarded.post(`http://127.0.0.1:${receiver.port}/`)
  assert.equal(answer.kind === 'answered' && answer.body.length, 1_024)
  assert.ok((await closed.promise) < 16 * 1024 ** 2, 'the connection was ended')
})

test('a body of exactly the limit is read whole, and the connection is used again', async () => {
  await using receiver = await startReceiver((_request, answer) => answer.end('x'.repeat(1_023)))
  await using guarded = fetching({ allowPrivate: true })
  for (const _ of [1, 2]) {
    const answer = await guarded.post(`http://127.0.0.1:${receiver.port}/`)
    assert.equal(answer.kind === 'answered' && answer.body.length, 1_023)
    await nextTurn()
  }
  assert.equal(receiver.connections(), 1)
})

test('an answer that does not come is a timeout', async () => {
  await using receiver = await startReceiver(() => {})
  await using guarded = fetching({ allowPrivate: true })
  const answer = await guarded.post(`http://127.0.0.1:${receiver.port}/`, { timeoutMs: 50 })
  assert.deepEqual(answer, { kind: 'failed', reason: 'timeout' })
})

test('a body that never ends does not hold what the status has said', async () => {
  await using receiver = await startReceiver((_request, answer) =>
    answer.writeHead(200).write('begun'),
  )
  await using guarded = fetching({ allowPrivate: true })
  const answer = await guarded.post(`http://127.0.0.1:${receiver.port}/`, { timeoutMs: 100 })
  assert.equal(answer.kind === 'answered' && answer.status, 200)
})

test('nobody there, another language and a head that is too long are failures', async () => {
  await using guarded = fetching({ allowPrivate: true })
  let closedPort = 0
  {
    await using receiver = await startReceiver(() => {})
    closedPort = receiver.port
  }
  assert.deepEqual(await guarded.post(`http://127.0.0.1:${closedPort}/`), {
    kind: 'failed',
    reason: 'connection',
  })
  const mailServer = createTcpServer((socket) => {
    socket.on('error', () => {}).once('data', () => socket.end('220 mail.example ESMTP\r\n'))
  })
  mailServer.listen(0, '127.0.0.1').unref()
  await once(mailServer, 'listening')
  const { port } = mailServer.address() as AddressInfo
  assert.deepEqual(await guarded.post(`http://127.0.0.1:${port}/`), {
    kind: 'failed',
    reason: 'not_http',
  })
  assert.deepEqual(await guarded.post(`https://127.0.0.1:${port}/`), {
    kind: 'failed',
    reason: 'tls',
  })
  await using boastful = await startReceiver((_request, answer) =>
    answer.setHeader('x-long', 'x'.repeat(17 * 1024)).end(),
  )
  assert.deepEqual(await guarded.post(`http://127.0.0.1:${boastful.port}/`), {
    kind: 'failed',
    reason: 'not_http',
  })
})
