import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openBrowser, type TestBrowser } from '../browser.ts'
import { startProduct, type Product } from '../start-product.ts'
import { conversationList, openConversation, openInbox, openPhone, write } from './desk.ts'

let product: Product
let browser: TestBrowser

before(async () => {
  ;[product, browser] = await Promise.all([startProduct(), openBrowser()])
})

after(async () => {
  await browser?.[Symbol.asyncDispose]()
  await product?.[Symbol.asyncDispose]()
})

const person = { id: 'amara', name: 'Amara Nwosu' }

test('a chat goes from the phone to the inbox and back, and ends in blue ticks', async (context) => {
  const [desk, phone] = [
    await openInbox(browser, product.facts),
    await openPhone(browser, product.facts, person.id),
  ]
  await openConversation(desk.page, person.name)

  const questions = [
    'Does the harbor blue come in a bigger size?',
    'It is for a bathtub',
    'A real one, with feet',
  ]
  const took: number[] = []
  for (const question of questions) {
    const typedAt = performance.now()
    await write(phone.page, question)
    await desk.page.getByRole('log').getByText(question).waitFor()
    took.push(Math.round(performance.now() - typedAt))
  }
  context.diagnostic(`typed on the phone to seen in the inbox: ${took.join(', ')} ms (target 500)`)

  const answer = 'It does, up to a whale that needs two hands.'
  await write(desk.page, answer)
  await phone.page.getByRole('log').getByText(answer).waitFor()
  // The phone's chat is open, so the person has read it: Meta tells, and the agent sees blue ticks.
  await desk.page.getByLabel(new RegExp(`${answer}.*, read`, 'i')).waitFor()

  assert.deepEqual(desk.complaints, [], 'the inbox is quiet')
  assert.deepEqual(phone.complaints, [], 'the phone is quiet')
  await desk.page.context().close()
  await phone.page.context().close()
})

test('a message moves its conversation to the top of the list, marked unread, without a reload', async () => {
  const [desk, phone] = [
    await openInbox(browser, product.facts),
    await openPhone(browser, product.facts, 'haruka'),
  ]
  const text = 'Hello from far down the list'
  await write(phone.page, text)
  await conversationList(desk.page).getByText(text).waitFor()
  await desk.page.context().close()
  await phone.page.context().close()
})

test('a server killed with -9 loses nothing of what either side wrote', async () => {
  const [desk, phone] = [
    await openInbox(browser, product.facts),
    await openPhone(browser, product.facts, person.id),
  ]
  await openConversation(desk.page, person.name)
  const before = ['Written just before the lights go out', 'This one too']
  for (const text of before) await write(phone.page, text)
  const reply = 'An answer on its way while the lights go out'
  await write(desk.page, reply)
  await desk.page
    .getByLabel(new RegExp(`${reply}.*, (accepted|sent|delivered|read)`, 'i'))
    .waitFor()
  await product.kill()

  await product.restart()
  const api = async (path: string) => {
    const response = await fetch(`${product.facts.url}${path}`, {
      headers: { authorization: `Bearer ${product.facts.apiKey}` },
    })
    assert.equal(response.status, 200)
    return (await response.json()) as {
      data: { id: string; text: string; contact?: { name: string } }[]
    }
  }
  const conversations = await api('/v1/conversations?limit=100')
  const conversation = conversations.data.find((one) => one.contact?.name === person.name)
  assert.ok(conversation)

  await desk.page.reload()
  for (const text of [...before, reply]) await desk.page.getByRole('log').getByText(text).waitFor()
  const stored = (await api(`/v1/conversations/${conversation.id}/messages?limit=50`)).data
  for (const text of [...before, reply])
    assert.equal(stored.filter((message) => message.text === text).length, 1, `"${text}" once`)
  await phone.page.reload()
  await phone.page.getByRole('log').getByText(reply).waitFor()
  assert.equal(await phone.page.getByRole('log').getByText(reply).count(), 1)

  await write(phone.page, 'And we are back')
  await desk.page.getByRole('log').getByText('And we are back').waitFor()
  await desk.page.context().close()
  await phone.page.context().close()
})
