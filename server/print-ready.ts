import type { DemoFacts } from './demo/demo.ts'

/** Tells where to go. With `isJson` one line for programs: `url`, and in a demo the rest of `DemoFacts`. */
export function printReady(ready: {
  url: string
  facts: DemoFacts | null
  isJson: boolean
  startMs: number
}): void {
  const { url, facts } = ready
  if (ready.isJson) {
    process.stdout.write(`${JSON.stringify({ url, ...facts })}\n`)
    return
  }
  const lines = [
    `Keepword is ready after ${(ready.startMs / 1000).toFixed(1)} s.`,
    '',
    `  Inbox      ${url}`,
    ...(facts
      ? [
          `  Sign in    ${facts.email}  ·  ${facts.password}`,
          `  Phone      ${facts.simulatorUrl}/simulator/   (write to the shop as a customer)`,
          `  API key    ${facts.apiKey}`,
          `  Webhooks   ${facts.webhookUrl}`,
        ]
      : []),
    '',
    'Stop with Ctrl-C.',
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
}
