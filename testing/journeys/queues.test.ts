import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { faultsOn } from '../accessibility-faults.ts'
import { openBrowser, type TestBrowser } from '../browser.ts'
import { startProduct, type Product } from '../start-product.ts'
import { bodyFor } from '../webhooks.ts'
import { text } from '../webhook-world.ts'

let product: Product
let browser: TestBrowser

before(async () => {
  ;[product, browser] = await Promise.all([startProduct(), openBrowser()])
})

after(async () => {
  await browser?.[Symbol.asyncDispose]()
  await product?.[Symbol.asyncDispose]()
})

/** Opens the page as one of the shop's people; the sign-in leads back to it. */
async function openQueues(email: string, options: BrowserContextOptions = {}) {
  const desk = await browser.newPage(options)
  await desk.page.goto(`${product.facts.url}/queues`)
  await desk.page.getByLabel('E-mail').fill(email)
  await desk.page.getByRole('textbox', { name: 'Password' }).fill(product.facts.password)
  await desk.page.getByRole('button', { name: 'Sign in' }).click()
  await desk.page.getByRole('heading', { name: 'Queues', level: 1 }).waitFor()
  return desk
}

const section = (page: Page, name: string) => page.getByRole('region', { name })

/** A signed webhook about a number that nobody has connected. */
async function postStrangeWebhook(): Promise<void> {
  const { appSecret, webhookUrl } = product.facts
  const number = { wabaId: '899000', phoneNumberId: '999000', displayPhoneNumber: '15550100199' }
  const body = JSON.stringify(bodyFor(number, text('strange', 'Are you open?', 1)))
  const signature = createHmac('sha256', appSecret).update(body).digest('hex')
  const headers = {
    'content-type': 'application/json',
    'x-hub-signature-256': `sha256=${signature}`,
  }
  const answer = await fetch(webhookUrl, { method: 'POST', headers, body })
  assert.equal(answer.status, 200)
}

test('an operator sees what was set aside by itself, replays it, and pauses and resumes a number', async () => {
  const { page, complaints } = await openQueues(product.facts.email)
  await section(page, 'Set aside').getByText('Every webhook could be applied.').waitFor()
  await section(page, 'Failed jobs').getByText('No job failed.').waitFor()
  await postStrangeWebhook()
  await section(page, 'Set aside').getByText('Unknown number').waitFor()

  await section(page, 'Set aside')
    .getByRole('button', { name: /^Replay …?\w{8}$/ })
    .click()
  await page.getByText('None could be applied').waitFor()
  await section(page, 'Set aside').getByRole('button', { name: 'Replay all' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Replay all' }).click()
  await page.getByText('1 came back: the cause is not gone.').first().waitFor()

  const lanes = section(page, 'Lanes')
  await lanes.getByRole('button', { name: /^Pause/ }).click()
  await page.keyboard.type('Stocktaking')
  await page.keyboard.press('Enter')
  await lanes.getByText(/^Stocktaking\. Held by Tess Okafor/).waitFor()
  await lanes.getByRole('button', { name: /^Resume/ }).click()
  await lanes.getByRole('button', { name: /^Pause/ }).waitFor()
  assert.deepEqual(complaints, [])
  await page.context().close()
})

test('who does not run the deployment finds no way to the queues, and a closed door behind the address', async () => {
  const { page, complaints } = await openQueues('juno@keepword.example')
  await page.getByText('Queues are for operators').waitFor()
  assert.equal(await page.getByRole('link', { name: 'Queues' }).count(), 0)
  assert.deepEqual(await faultsOn(page), [])
  assert.deepEqual(complaints, [])
  await page.context().close()
})

for (const colorScheme of ['light', 'dark'] as const)
  test(`the queues meet WCAG 2.2 AA in ${colorScheme}, and fit a phone`, async () => {
    const options = { colorScheme, reducedMotion: 'reduce' } as const
    const { page } = await openQueues(product.facts.email, options)
    await page.getByRole('link', { name: 'Queues' }).waitFor()
    await section(page, 'Set aside').getByText('Unknown number').waitFor()
    assert.deepEqual(await faultsOn(page), [], 'wide')
    await page.setViewportSize({ width: 390, height: 844 })
    await page.getByRole('link', { name: 'Back to the inbox' }).waitFor()
    assert.deepEqual(await faultsOn(page), [], 'narrow')
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - window.innerWidth,
    )
    assert.equal(overflow, 0)
    await page.context().close()
  })
