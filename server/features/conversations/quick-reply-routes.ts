import { z } from 'zod'
import { QuickReply } from '#shared/contracts/conversation.ts'
import { pageOf, PageQuery } from '#shared/contracts/page.ts'
import { cursorOf, pageFrom } from '../../http/cursor.ts'
import { callerOf, type HttpApp } from '../../http/http-app.ts'
import type { Runtime } from '../../runtime/runtime.ts'
import { quickReplyPage } from './quick-reply-store.ts'

const Position = z.tuple([z.string(), z.uuid()])

export function quickReplyRoutes(app: HttpApp, { database }: Runtime): void {
  app.get(
    '/v1/quick-replies',
    {
      config: { access: 'conversations.read' },
      schema: { querystring: PageQuery, response: { 200: pageOf(QuickReply) } },
    },
    async (request) => {
      const { limit, cursor } = request.query
      const after = cursorOf(Position, cursor)
      const rows = await database.inTenant(callerOf(request).tenantId, (tx) =>
        quickReplyPage(tx, { after: after && { name: after[0], id: after[1] }, limit: limit + 1 }),
      )
      return pageFrom(rows, limit, (row) => [row.shortcut, row.id])
    },
  )
}
