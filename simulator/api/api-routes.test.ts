import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import test from 'node:test'
import { startTestSimulator } from '#simulator/testing/start-test-simulator.ts'

type Problem = { code: string; detail: string }

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
    ['an id somebody has', 'POST', '/people', { id: 'ann', name: 'B' }, 409, /id/],
    [
      'a BSUID somebody has',
      'POST',
      '/people',
      { name: 'B', bsuid: simulator.ann.bsuid },
      409,
      /BSUID/,
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
