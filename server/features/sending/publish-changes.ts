import type { TenantId } from '../../platform/ids.ts'
import type { LiveHints } from '../../runtime/live-hints.ts'
import type { EngineStatusChange } from './record-outcomes.ts'

/** More changes at once than this are one hint: whatever is on screen is fetched again. */
const mostHints = 100

/** Tells screens what changed. */
export function publishChanges(
  hints: LiveHints,
  tenantId: TenantId,
  changes: readonly EngineStatusChange[],
): void {
  if (changes.length > mostHints) {
    hints.publish(tenantId, { kind: 'status', conversationId: null, messageId: null })
    return
  }
  for (const { conversationId, messageId, isReaction } of changes)
    hints.publish(
      tenantId,
      // A reaction has no line of its own that a screen could fetch again.
      isReaction
        ? { kind: 'message', conversationId, messageId: null }
        : { kind: 'status', conversationId, messageId },
    )
}
