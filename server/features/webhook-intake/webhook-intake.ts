/**
 * Door of the webhook intake: what Meta sends is checked, stored before it is answered, and applied once.
 */
export { webhookRoutes } from './routes.ts'
