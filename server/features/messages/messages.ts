/**
 * Door of the messages feature: what was said, in both directions, sealed at rest and readable in words.
 * A message and its wamid are stored in one transaction: `claimWamids`, then `insertMessages`.
 * The transaction may be the app role's or the engine role's, as long as it names its tenant.
 */
export {
  openEarlierEnvelope,
  openEnvelope,
  openReaction,
  sealReaction,
  type MessageEnvelope,
  type RenderedTemplate,
} from './message-envelope.ts'
export { showOwnReaction, withdrawOwnReactions } from './own-reaction.ts'
export { messagePreview } from './message-text.ts'
export { messageSearchText } from './message-search-text.ts'
export {
  claimWamids,
  findMessage,
  findMessageByWamid,
  findMessages,
  insertMessage,
  type AuthorKind,
  type MessageRow,
} from './message-store.ts'
export { isRawObject, listAt, numberAt, textAt, valueAt, type RawObject } from './raw-content.ts'
export { presentMessages } from './present-message.ts'
export {
  openConversation,
  recordFailure,
  recordOutbound,
  settleUnknown,
} from './conversation-activity.ts'
export { messageRoutes } from './routes.ts'
export { applyChanges } from './apply-changes.ts'
export { changedMessageIn } from './apply-change-kinds.ts'
export {
  columnText,
  occurrenceOf,
  type AppliedNews,
  type ApplyContext,
  type ChannelFacts,
  type ReceivedMessage,
  type ReceivedStatus,
  type StatusNews,
} from './apply-context.ts'
export { ensureConversations, recordActivity } from './apply-conversation.ts'
export { mentionOf, mentionOfContact } from './apply-mention.ts'
export { applyMessages } from './apply-messages.ts'
export { applyStatuses } from './apply-statuses.ts'
export { adoptEarlyStatuses } from './apply-waiting.ts'
export { statusEvents, tellStatuses } from './tell-statuses.ts'
