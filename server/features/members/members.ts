/** Door of the members feature: who works in a tenant, and by which name their work is shown. */
export { authorNames } from './member-store-across-tenants.ts'
export { memberRoutes } from './routes.ts'
