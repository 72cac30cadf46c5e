import type { Contact } from '#shared/contracts/contact.ts'
import { Switch } from '#web/ui/switch.tsx'
import { PanelSection } from './panel-section.tsx'
import { useContactEdit } from './use-contact-edit.ts'

/** Whether the contact still wants to hear from us. */
export function ConsentSection({
  conversationId,
  contact,
}: {
  conversationId: string
  contact: Contact
}) {
  const edit = useContactEdit(contact, conversationId)
  return (
    <PanelSection title="Consent">
      <Switch
        label="Opted out"
        detail={
          contact.isOptedOut
            ? 'Keepword refuses to send to this contact. Turn this off only when they asked to hear from you again.'
            : 'Turn this on when they ask not to be written to. Keepword then refuses to send.'
        }
        isOn={contact.isOptedOut}
        onChange={(isOptedOut) => edit({ isOptedOut })}
      />
    </PanelSection>
  )
}
