import { customerServiceWindow } from '#shared/customer-service-window.ts'
import type { TenantTx } from '../../database/database.ts'
import type { ConversationId, TenantId } from '../../platform/ids.ts'
import type { Sealer } from '../../platform/sealing/keyring.ts'
import type { Runtime } from '../../runtime/runtime.ts'
import {
  findMessage,
  openEnvelope,
  recordFailure,
  recordOutbound,
  tellStatuses,
} from '../messages/messages.ts'
import { passGate } from './gate.ts'
import { loadGateFacts } from './load-gate-facts.ts'
import { contentOfEnvelope } from './outbound-message.ts'
import { enqueue, type OutboxDraft } from './outbox-store.ts'
import {
  markFired,
  markNotSent,
  takeDueMessage,
  tenantsWithDueMessages,
  type DueMessage,
} from './scheduled-store-across-tenants.ts'
import { findConversationFacts } from './sending-store.ts'

/**
 * Puts scheduled messages into the outbox whose time has come. Each passes the gate again, on the facts of now; one
 * that is refused fails with the reason. Several processes may do this at once: each message is taken by one.
 */
export async function fireScheduled(runtime: Runtime): Promise<void> {
  const now = runtime.clock.now()
  for (const tenantId of await tenantsWithDueMessages(runtime.database, now)) {
    const sealer = await runtime.keyring.forTenant(tenantId)
    while (await fireNext(runtime, tenantId, sealer)) continue
    runtime.wakeups.wake('outbox', tenantId)
  }
}

/** @returns whether there was one. */
async function fireNext(runtime: Runtime, tenantId: TenantId, sealer: Sealer): Promise<boolean> {
  const now = runtime.clock.now()
  const fired = await runtime.database.inTenant(tenantId, async (tx) => {
    const due = await takeDueMessage(tx, now)
    return due && { ...due, conversationId: await fire(tx, sealer, due, now) }
  })
  if (!fired) return false
  const { messageId, conversationId } = fired
  runtime.hints.publish(tenantId, { kind: 'message', conversationId, messageId })
  return true
}

async function fire(
  tx: TenantTx,
  sealer: Sealer,
  { messageId, priority }: DueMessage,
  now: Date,
): Promise<ConversationId | null> {
  const row = await findMessage(tx, messageId)
  const conversation = row && (await findConversationFacts(tx, row.conversationId))
  if (!row || !conversation) return null
  const content = contentOfEnvelope(row, openEnvelope(sealer, row.id, row.contentSealed))
  const { facts } = await loadGateFacts(tx, conversation, content, { purpose: 'reply' })
  const draft: OutboxDraft = {
    messageId,
    channelId: conversation.channelId,
    contactId: conversation.contactId,
    priority,
    hasMedia: row.mediaId !== null,
    startsConversation: customerServiceWindow(conversation.lastInboundAt, now).state !== 'open',
  }
  const gate = passGate(draft, facts, now)
  if (gate.isPassed) {
    await enqueue(tx, gate.message, now)
    await markFired(tx, messageId, { gate: gate.message.verdict, at: now })
    await recordOutbound(tx, conversation.id, { messageId, occurredAt: now })
  } else {
    const { says } = gate.refusal
    const error = {
      title: 'Not sent when its time had come',
      details: null,
      advice: says,
      fbtraceId: null,
    }
    await markNotSent(tx, messageId, { error, at: now })
    await recordFailure(tx, conversation.id, now)
    await tellStatuses(tx, sealer, [{ messageId, status: 'failed', occurredAt: now }], now)
  }
  return conversation.id
}
