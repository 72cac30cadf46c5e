import type { Database, TenantTx } from '../../database/database.ts'
import { isUuid } from '../../platform/ids.ts'
import { authorNames } from '../members/members.ts'
import { contactNames } from './message-context-store.ts'
import type { AuthorKind } from './message-store.ts'

type Authored = {
  authorKind: AuthorKind
  authorId: string | null
  contactId?: string
  actor?: string
}

export type Naming = { nameOf(authored: Authored): string }

/** Loads the names of everybody who wrote or reacted. In a group the author is the participant. */
export async function nameAuthors(
  database: Database,
  tx: TenantTx,
  authored: readonly Authored[],
): Promise<Naming> {
  const contacts = await contactNames(
    tx,
    authored.flatMap((one) => (one.authorKind === 'contact' ? (contactIdOf(one) ?? []) : [])),
  )
  const others = await authorNames(
    database,
    tx.tenantId,
    authored.flatMap((one) => (one.authorKind === 'contact' ? [] : (one.authorId ?? []))),
  )
  return {
    nameOf: (one) => {
      const contactId = contactIdOf(one)
      const known =
        one.authorKind === 'contact'
          ? contactId && contacts.get(contactId)
          : one.authorId && others.get(one.authorId)
      return known || namelessAuthors[one.authorKind]
    },
  }
}

const contactIdOf = (one: Authored): string | null => {
  const id = one.authorId ?? one.contactId ?? one.actor
  return id && isUuid(id) ? id : null
}

/** How an author is called of whom no name is known. */
const namelessAuthors: Record<AuthorKind, string> = {
  contact: 'Contact',
  member: 'Former member',
  bot: 'Bot',
  api: 'API',
  business_app: 'WhatsApp Business app',
}
