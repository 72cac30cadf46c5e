import type { LiveHint } from '#shared/contracts/live-event.ts'
import type { TenantId } from '../platform/ids.ts'

/**
 * Tells whoever watches a tenant that something changed. Published after the commit, never inside the
 * transaction; a lost hint costs a late screen, not data.
 */
export type LiveHints = {
  publish(tenantId: TenantId, hint: LiveHint): void
  /** @returns the function that ends the subscription. */
  subscribe(tenantId: TenantId, listener: (hint: LiveHint | 'resync') => void): () => void
  close(): Promise<void>
}
