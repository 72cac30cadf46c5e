import ipaddr from 'ipaddr.js'

/** `public` may be called; `private` only where a deployment allows it; `forbidden` never. */
export type AddressKind = 'public' | 'private' | 'forbidden'

/** Ranges that a developer's own machine or network uses. */
const privateRanges: ReadonlySet<string> = new Set([
  'loopback',
  'private',
  'carrierGradeNat',
  'uniqueLocal',
])

/** Public by their range, yet not the internet: services of the host that answer only from inside it. */
const forbiddenAddresses: ReadonlySet<string> = new Set([
  // Azure's platform service. @source Microsoft, "What is IP address 168.63.129.16?"; read 2026-11-20.
  '168.63.129.16',
])

/** Global unicast is assigned from this block only. @source IANA, IPv6 address space; read 2026-11-20. */
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3')

/**
 * Blocks whose addresses carry an IPv4 address, from which byte on. Where the whole internet is reached through
 * the block (DNS64 makes such addresses), a public address inside is public; elsewhere it hides something.
 */
const embeddings: { block: [ipaddr.IPv6, number]; at: number; isRoute: boolean }[] = [
  // NAT64's well-known prefix; it may stand for public addresses only (RFC 6052, 3.1).
  { block: ipaddr.IPv6.parseCIDR('64:ff9b::/96'), at: 12, isRoute: true },
  // NAT64 of a local network (RFC 8215).
  { block: ipaddr.IPv6.parseCIDR('64:ff9b:1::/48'), at: 12, isRoute: false },
  // IPv4-mapped and IPv4-compatible (RFC 4291), translated (RFC 2765), 6to4 (RFC 3056).
  { block: ipaddr.IPv6.parseCIDR('::ffff:0:0/96'), at: 12, isRoute: false },
  { block: ipaddr.IPv6.parseCIDR('::ffff:0:0:0/96'), at: 12, isRoute: false },
  { block: ipaddr.IPv6.parseCIDR('::/96'), at: 12, isRoute: false },
  { block: ipaddr.IPv6.parseCIDR('2002::/16'), at: 2, isRoute: false },
]

/**
 * What an IP address is for somebody who calls it from our network. Whatever is not plainly public counts as
 * forbidden: reserved, documentation, benchmark, multicast, link-local (cloud metadata), tunnels.
 * @param address  as a resolver returns it, without brackets; texts that are no address are forbidden.
 */
export function addressKind(address: string): AddressKind {
  // A zone ("fe80::1%eth0") names an interface of ours.
  if (!ipaddr.isValid(address) || address.includes('%')) return 'forbidden'
  const parsed = ipaddr.parse(address)
  return parsed instanceof ipaddr.IPv6 ? kindOfIpv6(parsed) : kindOfIpv4(parsed)
}

function kindOfIpv4(address: ipaddr.IPv4): AddressKind {
  if (forbiddenAddresses.has(address.toString())) return 'forbidden'
  const range: string = address.range()
  if (range === 'unicast') return 'public'
  return privateRanges.has(range) ? 'private' : 'forbidden'
}

function kindOfIpv6(address: ipaddr.IPv6): AddressKind {
  if (address.range() === 'loopback') return 'private'
  for (const { block, at, isRoute } of embeddings)
    if (address.match(block)) {
      const inner = kindOfIpv4(new ipaddr.IPv4(address.toByteArray().slice(at, at + 4)))
      return inner === 'public' && !isRoute ? 'forbidden' : inner
    }
  const range: string = address.range()
  if (privateRanges.has(range)) return 'private'
  return range === 'unicast' && address.match(globalUnicast) ? 'public' : 'forbidden'
}
