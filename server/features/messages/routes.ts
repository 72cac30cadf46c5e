import { Message } from '#shared/contracts/message.ts'
import { pageOf, PageQuery } from '#shared/contracts/page.ts'
import { cursorOf, pageFrom } from '../../http/cursor.ts'
import { callerOf, type HttpApp } from '../../http/http-app.ts'
import { notFound, pathId, PathId } from '../../http/path-id.ts'
import { TimePosition } from '../../http/time-position.ts'
import { isUuid, type ConversationId, type MessageId } from '../../platform/ids.ts'
import type { Runtime } from '../../runtime/runtime.ts'
import { mediaUrl } from '../media/media.ts'
import { conversationExists, findMessage, findMessageByWamid, threadPage } from './message-store.ts'
import { presentMessages } from './present-message.ts'

export function messageRoutes(app: HttpApp, runtime: Runtime): void {
  const { database, keyring } = runtime

  app.get(
    '/v1/conversations/:id/messages',
    {
      config: { access: 'messages.read' },
      schema: { params: PathId, querystring: PageQuery, response: { 200: pageOf(Message) } },
    },
    async (request) => {
      const { tenantId } = callerOf(request)
      const { limit, cursor } = request.query
      const conversationId = pathId<ConversationId>(request.params.id, 'conversation')
      const position = cursorOf(TimePosition, cursor)
      const before = position && { occurredAt: position[0], id: position[1] as MessageId }
      const sealer = await keyring.forTenant(tenantId)
      return database.inTenant(tenantId, async (tx) => {
        const rows = await threadPage(tx, conversationId, { before, limit: limit + 1 })
        if (rows.length === 0 && !(await conversationExists(tx, conversationId)))
          throw notFound('conversation')
        const page = pageFrom(rows, limit, (row) => [row.position, row.id])
        const data = await presentMessages(runtime, tx, page.data, { sealer, mediaUrl })
        return { ...page, data }
      })
    },
  )

  /** Takes our id or Meta's, because programs that come from the Cloud API keep the latter. */
  app.get(
    '/v1/messages/:id',
    {
      config: { access: 'messages.read' },
      schema: { params: PathId, response: { 200: Message } },
    },
    async (request) => {
      const { tenantId } = callerOf(request)
      const { id } = request.params
      const sealer = await keyring.forTenant(tenantId)
      return database.inTenant(tenantId, async (tx) => {
        const row = isUuid(id)
          ? await findMessage(tx, id as MessageId)
          : await findMessageByWamid(tx, id)
        if (!row) throw notFound('message')
        const [message] = await presentMessages(runtime, tx, [row], { sealer, mediaUrl })
        if (!message) throw notFound('message')
        return message
      })
    },
  )
}
