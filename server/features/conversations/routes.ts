import {
  Conversation,
  ConversationChange,
  ConversationCounts,
  ConversationQuery,
} from '#shared/contracts/conversation.ts'
import { pageOf } from '#shared/contracts/page.ts'
import type { TenantTx } from '../../database/database.ts'
import { cursorOf, pageFrom } from '../../http/cursor.ts'
import { callerOf, type HttpApp } from '../../http/http-app.ts'
import { notFound, pathId, PathId } from '../../http/path-id.ts'
import { TimePosition } from '../../http/time-position.ts'
import type { ConversationId } from '../../platform/ids.ts'
import type { Runtime } from '../../runtime/runtime.ts'
import { changeConversation } from './change-conversation.ts'
import { conversationPage, countViews } from './conversation-list-store.ts'
import { markUnread } from './conversation-change-store.ts'
import { findConversation, type ConversationRow } from './conversation-row.ts'
import { labelRoutes } from './label-routes.ts'
import { noteRoutes } from './note-routes.ts'
import { presentConversation, presentConversations } from './present-conversation.ts'
import { quickReplyRoutes } from './quick-reply-routes.ts'
import { readerIdOf } from './reader.ts'
import { searchConversations } from './search-conversations.ts'
import { tellConversation } from './tell-conversations.ts'

export function conversationRoutes(app: HttpApp, runtime: Runtime): void {
  const { clock, database, hints, keyring, wakeups } = runtime
  labelRoutes(app, runtime)
  noteRoutes(app, runtime)
  quickReplyRoutes(app, runtime)

  app.get(
    '/v1/conversations',
    {
      config: { access: 'conversations.read' },
      schema: { querystring: ConversationQuery, response: { 200: pageOf(Conversation) } },
    },
    async (request) => {
      const { tenantId } = callerOf(request)
      const { cursor, limit, search, view } = request.query
      const position = cursorOf(TimePosition, cursor)
      const before = position && { lastActivityAt: position[0], id: position[1] }
      const viewer = { readerId: readerIdOf(callerOf(request)), now: clock.now() }
      const sealer = await keyring.forTenant(tenantId)
      return database.inTenant(tenantId, async (tx) => {
        const wanted = { view, before, limit: limit + 1 }
        const rows = search
          ? await searchConversations(tx, viewer, sealer, { ...wanted, text: search })
          : await conversationPage(tx, viewer, wanted)
        const page = pageFrom(rows, limit, (row) => [row.position, row.id])
        return { ...page, data: await presentConversations(runtime, tx, page.data, sealer) }
      })
    },
  )

  app.get(
    '/v1/conversations/counts',
    { config: { access: 'conversations.read' }, schema: { response: { 200: ConversationCounts } } },
    async (request) => {
      const viewer = { readerId: readerIdOf(callerOf(request)), now: clock.now() }
      return database.inTenant(callerOf(request).tenantId, async (tx) => ({
        counts: await countViews(tx, viewer),
      }))
    },
  )

  app.get(
    '/v1/conversations/:id',
    {
      config: { access: 'conversations.read' },
      schema: { params: PathId, response: { 200: Conversation } },
    },
    async (request) => {
      const { tenantId } = callerOf(request)
      const sealer = await keyring.forTenant(tenantId)
      return database.inTenant(tenantId, async (tx) => {
        const row = await wantedConversation(tx, request.params.id, readerIdOf(callerOf(request)))
        return presentConversation(runtime, tx, row, sealer)
      })
    },
  )

  app.patch(
    '/v1/conversations/:id',
    {
      config: { access: 'conversations.write' },
      schema: { params: PathId, body: ConversationChange, response: { 200: Conversation } },
    },
    async (request) => {
      const { tenantId } = callerOf(request)
      const readerId = readerIdOf(callerOf(request))
      const sealer = await keyring.forTenant(tenantId)
      const { conversation, deliveries } = await database.inTenant(tenantId, async (tx) => {
        const { id } = await wantedConversation(tx, request.params.id, readerId)
        await changeConversation(tx, id, request.body, clock.now())
        const changed = await wantedConversation(tx, id, readerId)
        return {
          conversation: await presentConversation(runtime, tx, changed, sealer),
          deliveries: await tellConversation(runtime, tx, sealer, id),
        }
      })
      if (deliveries > 0) wakeups.wake('delivery', tenantId)
      hints.publish(tenantId, {
        kind: 'conversation',
        conversationId: conversation.id,
        messageId: null,
      })
      return conversation
    },
  )

  app.post(
    '/v1/conversations/:id/unread',
    {
      config: { access: 'conversations.read' },
      schema: { params: PathId, response: { 200: Conversation } },
    },
    async (request) => {
      const { tenantId } = callerOf(request)
      const readerId = readerIdOf(callerOf(request))
      const sealer = await keyring.forTenant(tenantId)
      const conversation = await database.inTenant(tenantId, async (tx) => {
        const { id } = await wantedConversation(tx, request.params.id, readerId)
        await markUnread(tx, id, { readerId, now: clock.now() })
        const changed = await wantedConversation(tx, id, readerId)
        return presentConversation(runtime, tx, changed, sealer)
      })
      hints.publish(tenantId, {
        kind: 'conversation',
        conversationId: conversation.id,
        messageId: null,
      })
      return conversation
    },
  )
}

/** The conversation of a path. @throws not_found */
async function wantedConversation(
  tx: TenantTx,
  id: string,
  readerId: string,
): Promise<ConversationRow> {
  const row = await findConversation(tx, pathId<ConversationId>(id, 'conversation'), readerId)
  if (!row) throw notFound('conversation')
  return row
}
