import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core'

/**
 * A headless Chromium that comes with the packages: nothing to install. It unpacks itself, its libraries
 * and a font into the temporary directory, which takes some seconds the first time.
 */
export async function openBrowser(): Promise<TestBrowser> {
  const { executablePath, environment } = await unpackBrowser()
  const browser = await chromium.launch({
    executablePath,
    env: environment,
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

/** Unpacks the browser, and returns how to start it; the environment of this process stays as it was. */
export async function unpackBrowser(): Promise<{
  executablePath: string
  environment: Record<string, string>
}> {
  const before = { ...process.env }
  // Without it the package expects system libraries that a bare machine lacks; with it, it unpacks its own.
  process.env['AWS_EXECUTION_ENV'] = 'AWS_Lambda_nodejs22.x'
  try {
    const { default: packaged } = await import('@sparticuz/chromium')
    const executablePath = await packaged.executablePath()
    const libraries = process.env['LD_LIBRARY_PATH'] ?? ''
    return {
      executablePath,
      environment: {
        ...(before as Record<string, string>),
        LD_LIBRARY_PATH: libraries,
        FONTCONFIG_FILE: await writeFontConfig(),
      },
    }
  } finally {
    for (const name of ['AWS_EXECUTION_ENV', 'LD_LIBRARY_PATH', 'FONTCONFIG_PATH', 'HOME'])
      if (before[name] === undefined) delete process.env[name]
      else process.env[name] = before[name]
  }
}

/** The package's own font configuration names a fixed folder; ours names the real one beside the system's fonts. */
async function writeFontConfig(): Promise<string> {
  const path = join(tmpdir(), 'keepword-fonts.conf')
  const dirs = ['/usr/share/fonts', join(tmpdir(), 'fonts')].map((dir) => `<dir>${dir}</dir>`)
  await writeFile(
    path,
    `<?xml version="1.0"?><fontconfig>${dirs.join('')}<cachedir>${tmpdir()}/font-cache</cachedir></fontconfig>`,
  )
  return path
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
    // The page asks who is signed in; before anybody is, the answer is 401, which Chromium reports by itself.
    const isSignedOut = message.location().url.endsWith('/v1/session')
    if (message.type() === 'error' && !isSignedOut) complaints.push(`console: ${message.text()}`)
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
