import type { MessageId } from '../../platform/ids.ts'
import type { ChangeKind, MessageChange } from './apply-change-kinds.ts'
import type { ApplyContext } from './apply-context.ts'
import { applyEdit } from './apply-edit.ts'
import { applyReaction } from './apply-reaction.ts'
import { applyRevoke } from './apply-revoke.ts'

const appliers: Record<ChangeKind, typeof applyReaction> = {
  reaction: applyReaction,
  edit: applyEdit,
  revoke: applyRevoke,
}

/** Applies a change to the message it is about. */
export const applyChange = (
  context: ApplyContext,
  messageId: MessageId,
  change: MessageChange,
): Promise<void> => appliers[change.kind](context, messageId, change)
