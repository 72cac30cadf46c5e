import type { QueueSummary } from '#shared/contracts/operations.ts'
import type { Metrics } from '../../platform/metrics.ts'

/**
 * The gauges that tell what a summary of the queues says.
 * `forget` takes them out of the page: no number is better than an old one.
 */
export function queueGauges(metrics: Metrics): {
  set(summary: QueueSummary, now: Date): void
  forget(): void
} {
  const gauge = <Label extends string = never>(
    name: string,
    help: string,
    labels?: readonly Label[],
  ) => metrics.gauge<Label>({ name: `keepword_${name}`, help, ...(labels ? { labels } : {}) })

  const journal = gauge('journal_payloads', 'Webhooks that are stored and not yet applied.')
  const journalAge = gauge('journal_oldest_age_seconds', 'Age of the oldest of them; 0 for none.')
  const parked = gauge('parked_payloads', 'Webhooks set aside, by reason.', ['reason'])
  const depth = gauge('outbox_messages', 'Messages that are still to leave.', ['priority', 'state'])
  const depthAge = gauge('outbox_oldest_age_seconds', 'Age of the oldest message that could leave.')
  const lanes = gauge('lanes', 'Lanes of connected numbers, by state; a lane may be in several.', [
    'state',
  ])
  const pace = gauge(
    'lanes_pace_messages_per_second',
    'What all lanes together may send now: caps less slow-downs, without those paused or held.',
  )
  const cap = gauge('lanes_cap_messages_per_second', "Meta's caps of all connected numbers.")
  const unknown = gauge('unknown_outcomes', 'Sends whose answer never came and that wait.')
  const unknownAge = gauge('unknown_outcomes_oldest_age_seconds', 'Age of the oldest of them.')
  const deliveries = gauge('deliveries', 'Events for endpoints of tenants.', ['state'])
  const deliveryAge = gauge('deliveries_oldest_age_seconds', 'Age of the oldest pending event.')
  const endpoints = gauge('delivery_endpoints', 'Endpoints of tenants, by health.', ['state'])
  const jobs = gauge('jobs', 'Background jobs.', ['state'])
  const jobAge = gauge('jobs_oldest_wait_seconds', 'How long the oldest due job has waited.')
  const labelled = [parked, depth, lanes, deliveries, endpoints, jobs]
  const plain = [journal, journalAge, depthAge, pace, cap, unknown, unknownAge, deliveryAge, jobAge]

  const setLabelled = <Label extends string>(
    into: ReturnType<typeof metrics.gauge<Label>>,
    label: Label,
    values: Record<string, number>,
  ): void => {
    for (const [name, value] of Object.entries(values))
      into.set({ [label]: name } as Record<Label, string>, value)
  }

  return {
    forget: () => {
      for (const one of labelled) one.reset()
      for (const one of plain) one.remove()
    },
    set: (summary: QueueSummary, now: Date): void => {
      const ageOf = (at: string | null): number =>
        at === null ? 0 : Math.max(0, now.getTime() - Date.parse(at)) / 1000
      journal.set(summary.journal.count)
      journalAge.set(ageOf(summary.journal.oldestAt))
      parked.reset()
      for (const { reason, count } of summary.parked.byReason) parked.set({ reason }, count)
      for (const { priority, ...states } of summary.outbox.byPriority)
        for (const [state, count] of Object.entries(states)) depth.set({ priority, state }, count)
      depthAge.set(ageOf(summary.outbox.oldestWaitingAt))
      const { pace: nowPerSecond, cap: mostPerSecond, count, ...states } = summary.lanes
      setLabelled(lanes, 'state', { connected: count, ...states })
      pace.set(nowPerSecond)
      cap.set(mostPerSecond)
      unknown.set(summary.unknown.count)
      unknownAge.set(ageOf(summary.unknown.oldestAt))
      const { pending, dead, oldestPendingAt } = summary.deliveries
      setLabelled(deliveries, 'state', { pending, dead })
      deliveryAge.set(ageOf(oldestPendingAt))
      setLabelled(endpoints, 'state', summary.deliveries.endpoints)
      const { oldestWaitingAt, ...jobStates } = summary.jobs
      setLabelled(jobs, 'state', jobStates)
      jobAge.set(ageOf(oldestWaitingAt))
    },
  }
}
