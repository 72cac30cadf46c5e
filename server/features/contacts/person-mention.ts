import type { ContactId } from '../../platform/ids.ts'
import type { IdentityKey } from './identity-store.ts'

/** What a webhook, a call of ours or an import says about who somebody is. */
export type PersonMention = {
  waId?: string | null
  bsuid?: string | null
  parentBsuid?: string | null
  username?: string | null
  profileName?: string | null
  /** Set when it is known otherwise which contact is meant: the recipient of a message of ours. */
  contactId?: ContactId
  /** Names this person had until `at`: Meta told of a new phone number or BSUID. */
  former?: { waId: string | null; bsuid: string | null }
  /** Set for a WhatsApp group; then the other names are left out. */
  groupId?: string | null
  /** Business portfolio inside which the BSUID counts; '' when it is not known. */
  scope: string
  /** When it was so. */
  at: Date
  source: 'webhook' | 'history' | 'address_book' | 'api'
}

/** The names that identify somebody, strongest first. Usernames change hands and never identify. */
export function keysOf(mention: PersonMention): IdentityKey[] {
  const keys: IdentityKey[] = []
  if (mention.groupId) return [{ kind: 'group_id', scope: '', value: mention.groupId }]
  if (mention.bsuid) keys.push({ kind: 'bsuid', scope: mention.scope, value: mention.bsuid })
  if (mention.waId) keys.push({ kind: 'wa_id', scope: '', value: mention.waId })
  if (mention.parentBsuid)
    keys.push({ kind: 'parent_bsuid', scope: '', value: mention.parentBsuid })
  return keys
}

/** The names that ended with this mention. */
export function formerKeysOf({ former, scope }: PersonMention): IdentityKey[] {
  const keys: IdentityKey[] = []
  if (former?.bsuid) keys.push({ kind: 'bsuid', scope, value: former.bsuid })
  if (former?.waId) keys.push({ kind: 'wa_id', scope: '', value: former.waId })
  return keys
}

export const usernameKey = (username: string): IdentityKey => ({
  kind: 'username',
  scope: '',
  value: username,
})

/** Whether anything identifies who is meant. */
export const isIdentified = (mention: PersonMention): boolean => keysOf(mention).length > 0

/** What to call somebody who has not been named by the business. */
export function nameOf(mention: PersonMention): string {
  if (mention.profileName) return mention.profileName
  if (mention.groupId) return 'Group'
  if (mention.username) return `@${mention.username}`
  return mention.waId ? `+${mention.waId}` : 'WhatsApp user'
}
