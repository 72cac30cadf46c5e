import { pageOf, PageQuery } from '#shared/contracts/page.ts'
import { Member } from '#shared/contracts/session.ts'
import { z } from 'zod'
import { callerOf, type HttpApp } from '../../http/http-app.ts'
import { cursorOf, pageFrom } from '../../http/cursor.ts'
import type { Runtime } from '../../runtime/runtime.ts'
import { memberPage } from './member-store-across-tenants.ts'

const Position = z.tuple([z.string(), z.uuid()])

export function memberRoutes(app: HttpApp, runtime: Runtime): void {
  app.get(
    '/v1/members',
    {
      config: { access: 'members.read' },
      schema: { querystring: PageQuery, response: { 200: pageOf(Member) } },
    },
    async (request) => {
      const { limit, cursor } = request.query
      const after = cursorOf(Position, cursor)
      const rows = await memberPage(runtime.database, callerOf(request).tenantId, {
        after: after && { name: after[0], id: after[1] },
        limit: limit + 1,
      })
      return pageFrom(rows, limit, (row) => [row.name, row.id])
    },
  )
}
