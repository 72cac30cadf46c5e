import type { Contact, ContactChange } from '#shared/contracts/contact.ts'
import { useChangeContact } from '#web/api/conversation-actions.ts'
import { sayFailure } from '../use-conversation-commands.ts'

/** Saves changes of a contact at once on screen; a refusal takes them back and says why. */
export function useContactEdit(contact: Contact, conversationId: string) {
  const { mutateAsync } = useChangeContact()
  return (change: ContactChange) => {
    mutateAsync({ id: contact.id, conversationId, change }).catch((error: unknown) =>
      sayFailure('Not saved', error),
    )
  }
}
