import { StartFault } from './platform/start-fault.ts'

/**
 * What a process can do; `--services=` picks. One process does all by default, in production each service
 * runs in as many processes as needed.
 * - api: the `/v1` API. - web: the pages. - intake: takes webhooks into the journal and applies them.
 * - sender: owns lanes and sends. - delivery: forwards events to tenants' webhook endpoints.
 * - jobs: background work.
 */
export const allServices = ['api', 'intake', 'sender', 'delivery', 'jobs', 'web'] as const
export type Service = (typeof allServices)[number]

export function parseServices(text: string | undefined): ReadonlySet<Service> {
  if (text === undefined) return new Set(allServices)
  const names = text.split(',').map((name) => name.trim())
  const unknown = names.filter((name) => !(allServices as readonly string[]).includes(name))
  if (unknown.length > 0)
    throw new StartFault(
      `--services must name some of ${allServices.join(', ')}, got ${JSON.stringify(unknown.join(','))}.`,
    )
  return new Set(names as Service[])
}
