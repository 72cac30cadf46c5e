/** Hosts from which Meta serves media, and everything below them. Seen in webhooks and answers; 2026-11-20. */
const metaDomains = ['fbsbx.com', 'fbcdn.net', 'facebook.com', 'whatsapp.net', 'whatsapp.com']

const loopback = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * Whether an access token may travel to this address. Media addresses come out of webhooks: signed, but a
 * token is worth a second look. Allowed are Meta's own hosts over https, and wherever the Graph API itself is.
 */
export function mayCarryToken(url: string, graphUrl: string): boolean {
  const target = URL.parse(url)
  const graph = URL.parse(graphUrl)
  if (!target || !graph) return false
  if (target.origin === graph.origin) return true
  if (loopback.has(target.hostname) && loopback.has(graph.hostname))
    return target.port === graph.port
  return (
    target.protocol === 'https:' &&
    metaDomains.some(
      (domain) => target.hostname === domain || target.hostname.endsWith(`.${domain}`),
    )
  )
}
