import { sql } from 'kysely'
import type { TenantTx } from '../../database/database.ts'
import type { ConversationId } from '../../platform/ids.ts'
import type { Sealer } from '../../platform/sealing/keyring.ts'

export type NoteRow = {
  id: string
  conversationId: ConversationId
  authorId: string
  textSealed: Buffer
  createdAt: Date
  /** `createdAt` in the database's own precision: where a list goes on. */
  position: string
}

/** Where a list of notes goes on: strictly after this one in (created_at, id). */
export type NotePosition = { createdAt: string; id: string }

/** One page of a conversation's notes, oldest first. */
export async function notePage(
  tx: TenantTx,
  conversationId: ConversationId,
  page: { after: NotePosition | null; limit: number },
): Promise<NoteRow[]> {
  const { after } = page
  const { rows } = await sql<NoteRow>`
    select id, conversation_id, author_id, text_sealed, created_at, created_at::text as position
    from note
    where tenant_id = ${tx.tenantId} and conversation_id = ${conversationId}
      and (${after === null}
        or (created_at, id) > (${after?.createdAt ?? null}::timestamptz, ${after?.id ?? null}::uuid))
    order by created_at, id limit ${page.limit}`.execute(tx)
  return rows
}

export async function insertNote(
  tx: TenantTx,
  sealer: Sealer,
  note: { id: string; conversationId: ConversationId; authorId: string; text: string; now: Date },
): Promise<void> {
  await tx
    .insertInto('note')
    .values({
      tenantId: tx.tenantId,
      id: note.id,
      conversationId: note.conversationId,
      authorId: note.authorId,
      textSealed: sealer.seal('note', 'text_sealed', note.id, note.text),
      createdAt: note.now,
    })
    .execute()
}

export const openNoteText = (sealer: Sealer, note: Pick<NoteRow, 'id' | 'textSealed'>): string =>
  sealer.open('note', 'text_sealed', note.id, note.textSealed).toString('utf8')
