import { mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { chromium } from 'playwright-core'
import type { Browser } from 'playwright-core'

/** Starts the packaged Chromium. Its libraries unpack only when it believes it runs on Amazon Linux 2023. */
export async function launchBrowser(): Promise<Browser> {
  process.env['AWS_EXECUTION_ENV'] = 'AWS_Lambda_nodejs22.x'
  mkdirSync(tmpdir(), { recursive: true })
  const { default: packaged } = await import('@sparticuz/chromium')
  return chromium.launch({
    executablePath: await packaged.executablePath(),
    // A single tile of the path tracer may take seconds without a graphics card.
    args: ['--no-sandbox', '--disable-gpu-watchdog'],
    headless: true,
  })
}
