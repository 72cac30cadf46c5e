import { NewNote, Note } from '#shared/contracts/conversation.ts'
import { pageOf, PageQuery } from '#shared/contracts/page.ts'
import type { TenantTx } from '../../database/database.ts'
import { cursorOf, pageFrom } from '../../http/cursor.ts'
import { callerOf, type HttpApp } from '../../http/http-app.ts'
import { notFound, pathId, PathId } from '../../http/path-id.ts'
import { TimePosition } from '../../http/time-position.ts'
import { newId, type ConversationId } from '../../platform/ids.ts'
import type { Runtime } from '../../runtime/runtime.ts'
import { authorNames } from '../members/members.ts'
import { findConversation } from './conversation-row.ts'
import { insertNote, notePage, openNoteText } from './note-store.ts'
import { readerIdOf } from './reader.ts'

/** Notes are for the team only: nothing here leads to a contact. */
export function noteRoutes(app: HttpApp, runtime: Runtime): void {
  const { clock, database, hints, keyring } = runtime

  app.get(
    '/v1/conversations/:id/notes',
    {
      config: { access: 'conversations.read' },
      schema: { params: PathId, querystring: PageQuery, response: { 200: pageOf(Note) } },
    },
    async (request) => {
      const caller = callerOf(request)
      const { limit, cursor } = request.query
      const position = cursorOf(TimePosition, cursor)
      const after = position && { createdAt: position[0], id: position[1] }
      const sealer = await keyring.forTenant(caller.tenantId)
      const rows = await database.inTenant(caller.tenantId, async (tx) => {
        const id = await wantedId(tx, request.params.id, readerIdOf(caller))
        return notePage(tx, id, { after, limit: limit + 1 })
      })
      const page = pageFrom(rows, limit, (row) => [row.position, row.id])
      const names = await authorNames(
        database,
        caller.tenantId,
        page.data.map((row) => row.authorId),
      )
      return {
        nextCursor: page.nextCursor,
        data: page.data.map((row) => ({
          id: row.id,
          conversationId: row.conversationId,
          author: { id: row.authorId, name: names.get(row.authorId) ?? 'Former member' },
          text: openNoteText(sealer, row),
          createdAt: row.createdAt.toISOString(),
        })),
      }
    },
  )

  app.post(
    '/v1/conversations/:id/notes',
    {
      config: { access: 'conversations.write' },
      schema: { params: PathId, body: NewNote, response: { 201: Note } },
    },
    async (request, reply) => {
      const caller = callerOf(request)
      const { text } = request.body
      const note = { id: newId(), authorId: readerIdOf(caller), text, now: clock.now() }
      const sealer = await keyring.forTenant(caller.tenantId)
      const conversationId = await database.inTenant(caller.tenantId, async (tx) => {
        const id = await wantedId(tx, request.params.id, note.authorId)
        await insertNote(tx, sealer, { ...note, conversationId: id })
        return id
      })
      hints.publish(caller.tenantId, { kind: 'conversation', conversationId, messageId: null })
      return reply.status(201).send({
        id: note.id,
        conversationId,
        author: { id: note.authorId, name: caller.name },
        text,
        createdAt: note.now.toISOString(),
      })
    },
  )
}

async function wantedId(tx: TenantTx, id: string, readerId: string): Promise<ConversationId> {
  const row = await findConversation(tx, pathId<ConversationId>(id, 'conversation'), readerId)
  if (!row) throw notFound('conversation')
  return row.id
}
