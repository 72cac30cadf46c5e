/**
 * People, sessions and API keys: who is calling, and for which tenant.
 * Serves mission rows W3, W4, T1 (sign-in, sessions) and M10 (keys), in their first form.
 */
export { makeOperators } from './account-store-across-tenants.ts'
export { authenticateRequests } from './authenticate-requests.ts'
export { createApiKey, newApiKeyText } from './api-keys.ts'
export { createUser, hashPassword } from './users.ts'
export { accountRoutes } from './routes.ts'
