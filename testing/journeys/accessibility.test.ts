import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Locator } from 'playwright-core'
import { faultsOn } from '../accessibility-faults.ts'
import { openBrowser, type TestBrowser } from '../browser.ts'
import { startProduct, type Product } from '../start-product.ts'
import { openConversation, openInbox, openPhone } from './desk.ts'

let product: Product
let browser: TestBrowser

before(async () => {
  ;[product, browser] = await Promise.all([startProduct(), openBrowser()])
})

after(async () => {
  await browser?.[Symbol.asyncDispose]()
  await product?.[Symbol.asyncDispose]()
})

for (const colorScheme of ['light', 'dark'] as const)
  test(`sign-in, inbox and phone meet WCAG 2.2 AA in ${colorScheme}`, async () => {
    const signIn = await browser.newPage({ colorScheme, reducedMotion: 'reduce' })
    await signIn.page.goto(product.facts.url)
    await signIn.page.getByLabel('E-mail').waitFor()
    assert.deepEqual(await faultsOn(signIn.page), [], 'sign-in')

    const desk = await openInbox(browser, product.facts, { colorScheme, reducedMotion: 'reduce' })
    await openConversation(desk.page, 'Amara Nwosu')
    await desk.page
      .getByRole('log')
      .getByText('My husband has just measured the bookcase', { exact: false })
      .last()
      .waitFor()
    assert.deepEqual(await faultsOn(desk.page), [], 'inbox')

    const phone = await openPhone(browser, product.facts, 'amara', {
      colorScheme,
      reducedMotion: 'reduce',
    })
    await phone.page
      .getByRole('log')
      .getByText('My husband has just measured the bookcase', { exact: false })
      .last()
      .waitFor()
    assert.deepEqual(await faultsOn(phone.page), [], 'phone')
    for (const { page } of [signIn, desk, phone]) await page.context().close()
  })

test('the inbox fits a phone: one pane at a time, nothing wider than the screen', async () => {
  const desk = await openInbox(browser, product.facts, { viewport: { width: 390, height: 844 } })
  const overflow = () =>
    desk.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  assert.equal(await overflow(), 0, 'list')
  await openConversation(desk.page, 'Amara Nwosu')
  assert.equal(await overflow(), 0, 'thread')
  const send = await desk.page.getByRole('button', { name: 'Send', exact: true }).boundingBox()
  assert.ok(send && send.x + send.width <= 390, 'the send button is on the screen')
  await desk.page.context().close()
})

for (const width of [360, 390, 768])
  test(`everything is on a touch screen ${width} px wide, and large enough for fingers`, async () => {
    const desk = await openInbox(browser, product.facts, {
      viewport: { width, height: 800 },
      hasTouch: true,
      isMobile: true,
    })
    await openConversation(desk.page, 'Amara Nwosu')
    const composer = desk.page.getByRole('button', { name: 'Send', exact: true }).locator('..')
    const isIn = async (control: Locator) => {
      const box = await control.boundingBox()
      const name = await control.evaluate((node) => node.ariaLabel ?? node.textContent)
      assert.ok(box, `${name} shows`)
      assert.ok(box.x >= 0 && box.x + box.width <= width, `${name} is on the screen`)
      assert.ok(box.width >= 44 && box.height >= 44, `${name} is 44 px wide and high`)
    }
    // The box is empty: quick replies and the microphone show as well.
    for (const tool of await composer.locator('button, label').all()) await isIn(tool)

    const words = 'My husband has just measured the bookcase'
    const bubble = desk.page.getByRole('log').getByRole('article').filter({ hasText: words })
    await bubble.getByText(words, { exact: false }).tap()
    const actions = bubble.getByRole('toolbar', { name: 'Message actions' })
    await actions.waitFor()
    for (const action of await actions.getByRole('button').all()) await isIn(action)
    await desk.page.context().close()
  })
