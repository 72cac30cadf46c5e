import { z } from 'zod'
import type { JobTasks } from '../../jobs/jobs.ts'
import type { ConversationId, TenantId } from '../../platform/ids.ts'
import type { Runtime } from '../../runtime/runtime.ts'
import { wakeConversation } from './conversation-change-store.ts'
import { tellConversation } from './tell-conversations.ts'

export const wakeTask = 'conversations.wake'

export type WakePayload = { tenantId: TenantId; conversationId: ConversationId }

const Payload = z.object({ tenantId: z.string(), conversationId: z.string() })

/**
 * Says on every screen that a snooze is over. Reads treat the conversation as open by themselves; without this
 * an open list would show it only when something else happens.
 */
export const conversationTasks = (runtime: Runtime): JobTasks => ({
  [wakeTask]: async (payload) => {
    const { tenantId, conversationId } = Payload.parse(payload) as WakePayload
    const sealer = await runtime.keyring.forTenant(tenantId)
    const { isAwake, deliveries } = await runtime.database.inTenant(tenantId, async (tx) => {
      const isAwake = await wakeConversation(tx, conversationId, runtime.clock.now())
      const deliveries = isAwake ? await tellConversation(runtime, tx, sealer, conversationId) : 0
      return { isAwake, deliveries }
    })
    if (deliveries > 0) runtime.wakeups.wake('delivery', tenantId)
    if (isAwake)
      runtime.hints.publish(tenantId, { kind: 'conversation', conversationId, messageId: null })
  },
})
