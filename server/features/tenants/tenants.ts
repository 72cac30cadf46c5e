/** Tenants, shown as workspaces: everything else belongs to one. Serves mission row W3. */
export { createTenant, findTenantBySlug } from './tenant-store-across-tenants.ts'
