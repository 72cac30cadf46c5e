import { useState, type FormEvent } from 'react'
import type { ContactCard } from '../simulator-api/wire-types.ts'
import { useChat } from '../chat/chat-context.ts'
import { ownContact } from '../message/own-contact.ts'
import { numberOf } from '../panel/person-address.ts'
import { useStore } from '../state/create-store.ts'
import { simulatorStore } from '../state/simulator-store.ts'
import { Avatar } from '../ui/avatar.tsx'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'

const shownPeople = 6

/** A contact card to send: somebody with a phone here, or a name and number typed in. */
export function ContactForm({ onSend }: { onSend: (contact: ContactCard) => void }) {
  const { person } = useChat()
  const [name, setName] = useState('')
  const [number, setNumber] = useState('')
  const people = useStore(simulatorStore, (view) => view.people)
  const others = people.filter((other) => other.id !== person.id && other.waId !== null)
  const digits = number.replaceAll(/\D/gu, '')
  const isReady = name.trim() !== '' && digits.length >= 7
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (!isReady) return
    const formatted = name.trim()
    const [first = formatted] = formatted.split(/\s+/u)
    onSend({
      name: { formatted_name: formatted, first_name: first },
      phones: [{ phone: `+${digits}`, wa_id: digits, type: 'CELL' }],
    })
  }
  return (
    <form aria-label="Contact" onSubmit={onSubmit} className="flex flex-col gap-3">
      <ul className="flex flex-col">
        {others.slice(0, shownPeople).map((other) => (
          <li key={other.id}>
            <button
              type="button"
              onClick={() => onSend(ownContact(other))}
              className="-mx-2 flex w-[calc(100%+1rem)] items-center gap-3 rounded-xl px-2 py-1.5 text-start hover:bg-ink/5"
            >
              <Avatar
                name={other.name}
                color={other.avatarColor}
                imageUrl={other.avatarUrl}
                className="size-9 text-sm"
              />
              <span className="min-w-0">
                <span dir="auto" className="block truncate text-sm font-medium">
                  {other.name}
                </span>
                <bdi className="block text-xs text-muted">{numberOf(other.waId ?? '')}</bdi>
              </span>
            </button>
          </li>
        ))}
      </ul>
      <Field label="Name" value={name} onChange={(event) => setName(event.target.value)} />
      <Field
        label="Phone number"
        type="tel"
        placeholder="+1 555 010 0123"
        value={number}
        onChange={(event) => setNumber(event.target.value)}
      />
      <Button look="primary" type="submit" className="min-h-11!" disabled={!isReady}>
        Send contact
      </Button>
    </form>
  )
}
