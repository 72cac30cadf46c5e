import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core'

/**
 * A headless Chromium that came with the packages: nothing to install. Without the variable it would look
 * for system libraries that a bare machine lacks; with it, it unpacks its own.
 */
export async function openBrowser(): Promise<TestBrowser> {
  process.env['AWS_EXECUTION_ENV'] ??= 'AWS_Lambda_nodejs22.x'
  const { default: packaged } = await import('@sparticuz/chromium')
  const browser = await chromium.launch({
    executablePath: await packaged.executablePath(),
    // Our own arguments only: the package's defaults switch web security off.
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
    ],
  })
  return {
    browser,
    newPage: (options = {}) => newPage(browser, options),
    [Symbol.asyncDispose]: () => browser.close(),
  }
}

export type TestBrowser = {
  browser: Browser
  /** A page in a context of its own: cookies and storage are not shared. */
  newPage(options?: BrowserContextOptions): Promise<TestPage>
} & AsyncDisposable

/** A page that keeps what a good page never has: errors in the console, requests to other origins. */
export type TestPage = { page: Page; complaints: string[] }

async function newPage(browser: Browser, options: BrowserContextOptions): Promise<TestPage> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options })
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  const complaints: string[] = []
  const origins = new Set<string>()
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()}`)
  })
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`))
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url())
    if (protocol === 'blob:' || protocol === 'data:') return
    if (request.isNavigationRequest()) origins.add(origin)
    else if (!origins.has(origin)) complaints.push(`request to another origin: ${origin}`)
  })
  return { page, complaints }
}
