import type { ContactCard } from '../simulator-api/wire-types.ts'
import { Avatar } from '../ui/avatar.tsx'

export function ContactsBody({ contacts }: { contacts: ContactCard[] }) {
  return (
    <ul className="flex w-64 max-w-full flex-col gap-1 p-0.5">
      {contacts.map((contact, place) => {
        const name = nameOf(contact)
        return (
          <li
            key={`${name} ${place}`}
            className="flex items-center gap-3 rounded-[0.6rem] bg-quote p-2.5"
          >
            <Avatar name={name} className="size-11 text-base" />
            <div className="min-w-0 flex-1">
              <p dir="auto" className="truncate text-sm font-semibold">
                {name}
              </p>
              {detailsOf(contact).map((detail) => (
                <p key={detail} className="truncate text-xs text-bubble-muted">
                  <bdi>{detail}</bdi>
                </p>
              ))}
            </div>
          </li>
        )
      })}
    </ul>
  )
}

function nameOf(contact: ContactCard): string {
  const { name } = contact
  const parts = [name?.first_name, name?.last_name].filter((part) => part !== undefined).join(' ')
  return name?.formatted_name ?? (parts === '' ? 'Contact' : parts)
}

function detailsOf(contact: ContactCard): string[] {
  return [
    contact.org?.company,
    ...(contact.phones ?? []).map((phone) => phone.phone ?? phone.wa_id),
    ...(contact.emails ?? []).map((email) => email.email),
  ].filter((detail) => detail !== undefined && detail !== '') as string[]
}
