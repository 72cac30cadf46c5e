import type { OffsetClock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'

const reconnectMs = 500

/**
 * Keeps our clock beside the simulator's: when someone jumps 25 hours there, windows close here too.
 * Only demos and tests follow a clock; with Meta the system's clock is used.
 */
export function followSimulatorClock(options: {
  simulatorUrl: string
  clock: OffsetClock
  log: Log
  onJump: () => void
}): { close(): void } {
  const controller = new AbortController()
  const follow = async (): Promise<void> => {
    const response = await fetch(`${options.simulatorUrl}/simulator/api/clock/stream`, {
      signal: controller.signal,
    })
    let text = ''
    for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      text += chunk
      const events = text.split('\n\n')
      text = events.pop() ?? ''
      for (const event of events) {
        const data = /^data: (.*)$/m.exec(event)?.[1]
        const offsetMs = data ? (JSON.parse(data) as { offsetMs?: number }).offsetMs : undefined
        if (offsetMs === undefined || offsetMs === options.clock.offsetMs) continue
        options.clock.setOffsetMs(offsetMs)
        options.onJump()
      }
    }
  }
  const loop = async (): Promise<void> => {
    while (!controller.signal.aborted) {
      await follow().catch((error: Error) => {
        if (!controller.signal.aborted)
          options.log.debug({ err: error }, 'simulator clock stream ended')
      })
      if (!controller.signal.aborted)
        await new Promise((resolve) => setTimeout(resolve, reconnectMs))
    }
  }
  void loop()
  return { close: () => controller.abort() }
}
