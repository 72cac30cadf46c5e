import type { BrowserContextOptions, Page } from 'playwright-core'
import type { TestBrowser, TestPage } from '../browser.ts'
import type { ProductFacts } from '../start-product.ts'

/** An agent at the inbox, signed in. */
export async function openInbox(
  browser: TestBrowser,
  facts: ProductFacts,
  options: BrowserContextOptions = {},
): Promise<TestPage> {
  const desk = await browser.newPage(options)
  await desk.page.goto(facts.url)
  await desk.page.getByLabel('E-mail').fill(facts.email)
  await desk.page.getByRole('textbox', { name: 'Password' }).fill(facts.password)
  await desk.page.getByRole('button', { name: 'Sign in' }).click()
  await conversationList(desk.page).waitFor()
  return desk
}

/** The phone of a person of the demo, with the chat to the shop open. */
export async function openPhone(
  browser: TestBrowser,
  facts: ProductFacts,
  personId: string,
  options: BrowserContextOptions = {},
): Promise<TestPage> {
  const phone = await browser.newPage(options)
  await phone.page.goto(
    `${facts.simulatorUrl}/simulator/?person=${personId}&chat=${facts.phoneNumberId}`,
  )
  await phone.page.getByRole('textbox', { name: 'Message', exact: true }).waitFor()
  return phone
}

export const conversationList = (page: Page) => page.getByRole('region', { name: 'Conversations' })

export const openConversation = async (page: Page, name: string): Promise<void> => {
  await conversationList(page).getByText(name, { exact: true }).first().click()
  await page.getByRole('textbox', { name: 'Message', exact: true }).waitFor()
}

/** Types into the message box, as people do, and sends with Enter. */
export const write = async (page: Page, text: string): Promise<void> => {
  const box = page.getByRole('textbox', { name: 'Message', exact: true })
  await box.fill(text)
  await box.press('Enter')
}
