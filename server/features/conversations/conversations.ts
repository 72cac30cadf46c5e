/**
 * Door of the conversations feature: the inbox list with its views, counts and search; what a team does with a
 * conversation (assign, label, snooze, resolve, note); who has read what.
 */
export { contactSummaries } from './contact-summaries.ts'
export { markRead, setConversation } from './conversation-change-store.ts'
export { setLabels } from './label-store.ts'
export { insertNote } from './note-store.ts'
export { findConversation } from './conversation-row.ts'
export { presentConversation } from './present-conversation.ts'
export { readerIdOf } from './reader.ts'
export { conversationRoutes } from './routes.ts'
export { conversationEvents } from './tell-conversations.ts'
export { conversationTasks } from './wake-snoozed.ts'
