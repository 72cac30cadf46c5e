import { buildConnector } from 'undici'
import { resolveTarget, type TargetPolicy, type TargetRefusal } from './resolve-target.ts'

/** Thrown into a request whose host may not be called. */
export class TargetRefused extends Error {
  override readonly name = 'TargetRefused'
  readonly refusal: TargetRefusal

  constructor(refusal: TargetRefusal) {
    super(`the target was refused: ${refusal}`)
    this.refusal = refusal
  }
}

const connectTimeoutMs = 5_000

/**
 * Opens connections to checked addresses only: the name is resolved once, here, and the connection is pinned to
 * what was checked, so that a second answer of the name server changes nothing. A connection that is kept alive
 * stays with its address. A `lookup` hook would not do: it is not asked for addresses written out.
 */
export function guardedConnector(policy: TargetPolicy): buildConnector.connector {
  const connect = buildConnector({ timeout: connectTimeoutMs, allowH2: false })

  const connectToFirst = (
    options: buildConnector.Options,
    addresses: readonly string[],
    callback: buildConnector.Callback,
  ): void => {
    const [address, ...others] = addresses
    if (address === undefined) return callback(new TargetRefused('unresolvable'), null)
    connect({ ...options, hostname: address }, (...result) => {
      const [error] = result
      if (error && others.length > 0) connectToFirst(options, others, callback)
      else callback(...result)
    })
  }

  return (options, callback) => {
    void (async () => {
      const target = await resolveTarget(options, policy)
      if ('refusal' in target) callback(new TargetRefused(target.refusal), null)
      // The name stays in `host` and `servername`: the certificate is checked against it.
      else connectToFirst(options, target.addresses, callback)
    })()
  }
}
