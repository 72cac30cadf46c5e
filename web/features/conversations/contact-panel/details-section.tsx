import type { Contact, ContactChange } from '#shared/contracts/contact.ts'
import { InlineEdit } from '#web/ui/inline-edit.tsx'
import { PanelSection } from './panel-section.tsx'
import { useContactEdit } from './use-contact-edit.ts'

const fields = [
  { key: 'email', label: 'E-mail', placeholder: 'Add an e-mail', maxLength: 320 },
  { key: 'language', label: 'Language', placeholder: 'Add a language', maxLength: 35 },
  { key: 'country', label: 'Country', placeholder: 'Add a country', maxLength: 100 },
  { key: 'city', label: 'City', placeholder: 'Add a city', maxLength: 100 },
] as const

/** What the team knows beyond WhatsApp; each value is edited where it stands. */
export function DetailsSection({
  conversationId,
  contact,
}: {
  conversationId: string
  contact: Contact
}) {
  const edit = useContactEdit(contact, conversationId)
  return (
    <PanelSection title="Details">
      <dl className="grid grid-cols-[5.5rem_minmax(0,1fr)] items-start gap-y-0.5">
        {fields.map(({ key, label, placeholder, maxLength }) => (
          <div key={key} className="contents">
            <dt className="py-1 text-sm leading-5 text-muted">{label}</dt>
            <dd className="min-w-0">
              <InlineEdit
                label={label}
                type={key === 'email' ? 'email' : 'text'}
                value={contact[key] ?? ''}
                placeholder={placeholder}
                maxLength={maxLength}
                {...(key === 'email' && { check: checkEmail })}
                onSave={(value) =>
                  edit({ [key]: value === '' ? null : value } satisfies ContactChange)
                }
                className="w-full"
              />
            </dd>
          </div>
        ))}
      </dl>
    </PanelSection>
  )
}

const checkEmail = (value: string) =>
  value === '' || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)
    ? undefined
    : 'An e-mail looks like name@example.com.'
