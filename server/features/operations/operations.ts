/**
 * What an operator of the deployment sees and mends: metrics, queues, payloads set aside, failed jobs.
 * Serves mission rows about running Keepword; owns no table.
 */
export { measureRuntime } from './measure-runtime.ts'
export { metricsRoute } from './metrics-route.ts'
export { operationsRoutes } from './routes.ts'
