import { lookup, Resolver } from 'node:dns/promises'
import { isIP } from 'node:net'
import { addressKind } from './address-rules.ts'

/** Why an address is not called at all. */
export type TargetRefusal =
  | 'not_a_url'
  | 'not_https'
  | 'credentials_in_url'
  | 'unresolvable'
  | 'address_not_allowed'

export type TargetPolicy = {
  /** For development: loopback and private addresses may be called too, and those also without TLS. */
  allowPrivate: boolean
  /** All addresses of a name; the name servers are asked when it is left out. */
  addressesOf?: (name: string) => Promise<string[]>
}

const resolver = new Resolver({ timeout: 2_000, tries: 2 })

/**
 * Asks the name servers themselves. The system's own look-up blocks one of four threads that the whole process
 * shares, for many seconds where a name server is slow: one such name would slow down everything.
 */
async function askNameServers(name: string): Promise<string[]> {
  const answers = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)])
  return answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []))
}

/** Knows what only this machine knows, like `localhost` and names of neighbouring containers. */
const askSystem = async (name: string): Promise<string[]> =>
  (await lookup(name, { all: true })).map(({ address }) => address)

/** Reads an address that we are to call. @returns the URL, or why not; nothing is resolved yet. */
export function readTarget(
  text: string,
  { allowPrivate }: TargetPolicy,
): { url: URL } | { refusal: TargetRefusal } {
  const url = URL.parse(text)
  if (!url?.hostname) return { refusal: 'not_a_url' }
  if (url.protocol !== 'https:' && !(allowPrivate && url.protocol === 'http:'))
    return { refusal: 'not_https' }
  if (url.username !== '' || url.password !== '') return { refusal: 'credentials_in_url' }
  return { url }
}

/**
 * Resolves a host once and judges every address it has: one that may not be called is enough to refuse the
 * whole, because a name with a public and a private address is made to deceive.
 * @param hostname  as in a URL: a name or an address; URLs have turned other notations of IPv4 into the usual one.
 * @returns addresses to connect to, and to no others.
 */
export async function resolveTarget(
  { hostname, protocol }: { hostname: string; protocol: string },
  { allowPrivate, addressesOf = allowPrivate ? askSystem : askNameServers }: TargetPolicy,
): Promise<{ addresses: string[] } | { refusal: TargetRefusal }> {
  const host = hostname.replace(/^\[|\]$/g, '')
  let addresses: string[]
  try {
    addresses = isIP(host) === 0 ? await addressesOf(host) : [host]
  } catch {
    return { refusal: 'unresolvable' }
  }
  if (addresses.length === 0) return { refusal: 'unresolvable' }
  const isTls = protocol === 'https:'
  const mayCall = (address: string): boolean => {
    const kind = addressKind(address)
    return (kind === 'public' && isTls) || (kind === 'private' && allowPrivate)
  }
  return addresses.every(mayCall) ? { addresses } : { refusal: 'address_not_allowed' }
}
