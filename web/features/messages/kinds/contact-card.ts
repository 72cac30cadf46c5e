import { listAt, textAt } from '../content.ts'
import type { Content } from '../content.ts'

export type SharedContact = {
  name: string
  organisation: string | null
  phones: { number: string; type: string | null }[]
  emails: string[]
  vcard: string
}

/** Reads one entry of Meta's `contacts`, where every part may be missing. */
export function sharedContact(entry: Content): SharedContact {
  const phones = listAt(entry, 'phones').flatMap((phone) => {
    const number = textAt(phone, 'phone') ?? textAt(phone, 'wa_id')
    return number === null ? [] : [{ number, type: textAt(phone, 'type') }]
  })
  const emails = listAt(entry, 'emails').flatMap((email) => textAt(email, 'email') ?? [])
  const name = nameOf(entry) ?? phones[0]?.number ?? emails[0] ?? 'Unnamed contact'
  const organisation =
    [textAt(entry, 'org', 'title'), textAt(entry, 'org', 'company')]
      .filter((part) => part !== null)
      .join(', ') || null
  const card = { name, organisation, phones, emails }
  return { ...card, vcard: textAt(entry, 'vcard') ?? vcardOf(card) }
}

function nameOf(entry: Content): string | null {
  const whole = textAt(entry, 'name', 'formatted_name')
  if (whole !== null) return whole
  const parts = ['first_name', 'middle_name', 'last_name'].map((part) =>
    textAt(entry, 'name', part),
  )
  return parts.filter((part) => part !== null).join(' ') || null
}

/** vCard 3.0, which every address book reads (RFC 2426). */
function vcardOf(card: Omit<SharedContact, 'vcard'>): string {
  const lines = [
    'BEGIN:VCARD',
    'VERSION:3.0',
    `N:${escapeValue(card.name)};;;;`,
    `FN:${escapeValue(card.name)}`,
    ...(card.organisation === null ? [] : [`ORG:${escapeValue(card.organisation)}`]),
    ...card.phones.map(({ number }) => `TEL:${escapeValue(number)}`),
    ...card.emails.map((email) => `EMAIL:${escapeValue(email)}`),
    'END:VCARD',
  ]
  return `${lines.join('\r\n')}\r\n`
}

const escapeValue = (value: string) =>
  value.replace(/[\\,;]/g, (sign) => `\\${sign}`).replace(/\r?\n/g, '\\n')
