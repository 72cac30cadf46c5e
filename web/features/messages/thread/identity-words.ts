import type { ContactSummary } from '#shared/contracts/contact.ts'

/** How a contact can be told apart from others of the same name: number, @username, or that there is neither. */
export function identityWords(contact: ContactSummary): string {
  if (contact.kind === 'group') return 'Group'
  if (contact.phone !== null) return contact.phone
  if (contact.waId !== null) return `+${contact.waId}`
  return contact.username === null ? 'No number' : `@${contact.username.replace(/^@/, '')}`
}
