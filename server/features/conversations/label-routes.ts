import { z } from 'zod'
import { Label } from '#shared/contracts/conversation.ts'
import { pageOf, PageQuery } from '#shared/contracts/page.ts'
import { cursorOf, pageFrom } from '../../http/cursor.ts'
import { callerOf, type HttpApp } from '../../http/http-app.ts'
import type { Runtime } from '../../runtime/runtime.ts'
import { labelPage } from './label-store.ts'

const Position = z.tuple([z.string(), z.uuid()])

export function labelRoutes(app: HttpApp, { database }: Runtime): void {
  app.get(
    '/v1/labels',
    {
      config: { access: 'conversations.read' },
      schema: { querystring: PageQuery, response: { 200: pageOf(Label) } },
    },
    async (request) => {
      const { limit, cursor } = request.query
      const after = cursorOf(Position, cursor)
      const rows = await database.inTenant(callerOf(request).tenantId, (tx) =>
        labelPage(tx, { after: after && { name: after[0], id: after[1] }, limit: limit + 1 }),
      )
      return pageFrom(rows, limit, (row) => [row.name, row.id])
    },
  )
}
