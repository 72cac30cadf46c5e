/** Door of the webhook events: every change that Meta told of and that is no message and no status of ours. */
export { keepWebhookEvents, type NewWebhookEvent } from './webhook-event-store.ts'
