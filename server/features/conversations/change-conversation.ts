import type { ConversationChange, ConversationStatus } from '#shared/contracts/conversation.ts'
import type { TenantTx } from '../../database/database.ts'
import { addJob } from '../../jobs/jobs.ts'
import { isUuid, type ConversationId } from '../../platform/ids.ts'
import { isMember, setConversation, type ConversationSet } from './conversation-change-store.ts'
import { conversationProblem } from './conversation-problems.ts'
import { knownLabelIds, setLabels } from './label-store.ts'
import { wakeTask, type WakePayload } from './wake-snoozed.ts'

/**
 * Applies what a person changed, all or nothing. Resolving also settles "needs reply" and "failed"; a snooze
 * without a time lasts until the contact writes.
 * @throws assignee_unknown, label_unknown, snooze_in_the_past, snooze_without_snoozing
 */
export async function changeConversation(
  tx: TenantTx,
  id: ConversationId,
  change: ConversationChange,
  now: Date,
): Promise<void> {
  const set: ConversationSet = { ...statusSet(change, now) }
  if (change.needsReply === false) set.needsReply = false
  if (change.assigneeId !== undefined) set.assigneeId = await knownAssignee(tx, change.assigneeId)
  await setConversation(tx, id, set)
  if (change.labelIds) await setLabels(tx, id, await knownLabels(tx, change.labelIds), now)
  if (set.snoozedUntil) {
    const payload: WakePayload = { tenantId: tx.tenantId, conversationId: id }
    await addJob(tx, { task: wakeTask, payload, key: `wake ${id}`, runAt: set.snoozedUntil })
  }
}

function statusSet(change: ConversationChange, now: Date): ConversationSet {
  const until = change.snoozedUntil ? new Date(change.snoozedUntil) : null
  const status: ConversationStatus | undefined = change.status ?? (until ? 'snoozed' : undefined)
  if (until && status !== 'snoozed')
    throw conversationProblem(
      'snooze_without_snoozing',
      `snoozedUntil needs the status "snoozed", got "${status}".`,
    )
  if (until && until <= now)
    throw conversationProblem(
      'snooze_in_the_past',
      `snoozedUntil must lie ahead, got ${until.toISOString()}; it is ${now.toISOString()} now.`,
    )
  if (!status) return {}
  return {
    status,
    snoozedUntil: until,
    ...(status === 'resolved' ? { needsReply: false, failedAt: null } : {}),
  }
}

async function knownAssignee(tx: TenantTx, assigneeId: string | null): Promise<string | null> {
  if (assigneeId === null) return null
  if (isUuid(assigneeId) && (await isMember(tx, assigneeId))) return assigneeId
  throw conversationProblem(
    'assignee_unknown',
    'Only a member of this workspace can be the assignee.',
  )
}

async function knownLabels(tx: TenantTx, labelIds: readonly string[]): Promise<string[]> {
  const wanted = [...new Set(labelIds)]
  const known = await knownLabelIds(
    tx,
    wanted.filter((id) => isUuid(id)),
  )
  if (known.length === wanted.length) return known
  throw conversationProblem(
    'label_unknown',
    'A label of this list does not exist; reload and try again.',
  )
}
