import { Download, Mail, Phone } from 'lucide-react'
import { Avatar } from '#web/ui/avatar.tsx'
import { CopyButton } from '#web/ui/copy-button.tsx'
import { IconButton } from '#web/ui/icon-button.tsx'
import { listAt } from '../content.ts'
import { downloadText } from '../media/download.ts'
import { sharedContact, type SharedContact } from './contact-card.ts'
import type { KindProps } from './kind-props.ts'

export function ContactsMessage({ message, meta }: KindProps) {
  const contacts = listAt(message.content, 'contacts').map(sharedContact)
  return (
    <div className="w-80 max-w-full p-1">
      <ul className="divide-y divide-ink/8 rounded-lg bg-ink/5">
        {contacts.map((contact, index) => (
          <li key={index}>
            <ContactRow contact={contact} />
          </li>
        ))}
      </ul>
      <div className="flow-root px-2 pb-1">{meta}</div>
    </div>
  )
}

function ContactRow({ contact }: { contact: SharedContact }) {
  return (
    <div className="px-3 py-2.5">
      <div className="flex items-center gap-3">
        <Avatar name={contact.name} size={40} />
        <div className="min-w-0 flex-1">
          <p dir="auto" className="truncate font-medium">
            {contact.name}
          </p>
          {contact.organisation !== null && (
            <p dir="auto" className="truncate text-xs text-muted">
              {contact.organisation}
            </p>
          )}
        </div>
        <IconButton
          size="sm"
          label={`Download ${contact.name} as a contact card`}
          icon={<Download size={16} />}
          onClick={() => downloadText(contact.vcard, `${contact.name}.vcf`, 'text/vcard')}
        />
      </div>
      <ul className="mt-1 ps-13 text-sm">
        {contact.phones.map(({ number, type }) => (
          <li key={number} className="flex items-center gap-1.5">
            <Phone aria-hidden size={12} className="text-faint" />
            <bdi className="tabular">{number}</bdi>
            {type !== null && <span className="text-xs text-muted">{type}</span>}
            <CopyButton value={number} label={`Copy ${number}`} />
          </li>
        ))}
        {contact.emails.map((email) => (
          <li key={email} className="flex items-center gap-1.5">
            <Mail aria-hidden size={12} className="text-faint" />
            <span className="truncate">{email}</span>
            <CopyButton value={email} label={`Copy ${email}`} />
          </li>
        ))}
      </ul>
    </div>
  )
}
