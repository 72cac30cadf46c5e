/**
 * Door of webhook delivery: events of a tenant, sent to its own endpoints, signed, at least once, for three days.
 * Whatever happens is written down with `recordEvents` in the transaction in which it happens. This feature knows
 * nothing of messages or contacts: who tells brings the data along.
 */
export {
  findSubscriptions,
  recordEvents,
  type NewEvent,
  type NewRawEvent,
  type Subscriptions,
} from './record-events.ts'
export { planHousekeeping, webhookDeliveryTasks } from './housekeeping.ts'
export { webhookEndpointRoutes } from './routes.ts'
export { startDeliveries } from './start-deliveries.ts'
