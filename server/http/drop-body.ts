import type { IncomingMessage } from 'node:http'

/** More than this is not worth reading only to refuse it: the connection is closed instead. */
const mostDroppedBytes = 16 * 1024 * 1024
const longestDropMs = 5_000

/**
 * Reads the rest of a body that is refused and drops it. An answer given while the other side still writes ends
 * with a broken pipe there: they would never read why.
 * @returns whether the body is through; if not, the connection must be closed.
 */
export async function dropBody(request: IncomingMessage): Promise<boolean> {
  if (request.complete || request.readableEnded) return true
  if (Number(request.headers['content-length'] ?? Infinity) > mostDroppedBytes) return false
  return new Promise((resolve) => {
    const timer = setTimeout(() => finish(false), longestDropMs)
    const finish = (isThrough: boolean): void => {
      clearTimeout(timer)
      resolve(isThrough)
    }
    request.once('end', () => finish(true))
    request.once('close', () => finish(request.complete))
    request.once('error', () => finish(false))
    request.resume()
  })
}
