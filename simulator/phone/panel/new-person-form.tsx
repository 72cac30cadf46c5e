import { useEffect, useRef, useState, type FormEvent } from 'react'
import { sentenceOf } from '../simulator-api/request.ts'
import { createPerson } from '../simulator-api/platform-api.ts'
import type { Person } from '../simulator-api/wire-types.ts'
import { putPerson } from '../state/simulator-store.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Switch } from '../ui/switch.tsx'
import { personFrom } from './person-from-form.ts'

/** Adds a person with a phone. Ends with the person, or with null when given up. */
export function NewPersonForm({ onDone }: { onDone: (person: Person | null) => void }) {
  const first = useRef<HTMLInputElement>(null)
  const [name, setName] = useState('')
  const [number, setNumber] = useState('')
  const [username, setUsername] = useState('')
  const [hidesNumber, setHidesNumber] = useState(false)
  const [fault, setFault] = useState<string | null>(null)
  const [isSaving, setSaving] = useState(false)

  useEffect(() => first.current?.focus(), [])

  const save = async () => {
    const details = personFrom({ name, number, username, hidesNumber })
    if (typeof details === 'string') return setFault(details)
    setSaving(true)
    try {
      const person = await createPerson(details)
      putPerson(person)
      onDone(person)
    } catch (error) {
      setFault(sentenceOf(error))
      setSaving(false)
    }
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    void save()
  }

  return (
    <form
      aria-label="New person"
      onSubmit={onSubmit}
      className="mx-3 my-2 flex animate-pop-in flex-col gap-3 rounded-2xl bg-raised p-3.5 ring-1 ring-line ring-inset"
    >
      <Field
        label="Name"
        value={name}
        ref={first}
        onChange={(event) => setName(event.target.value)}
      />
      {hidesNumber ? (
        <Field
          label="Username"
          placeholder="maya.writes"
          value={username}
          onChange={(event) => setUsername(event.target.value)}
        />
      ) : (
        <Field
          label="Phone number"
          type="tel"
          placeholder="+1 555 010 0123"
          value={number}
          onChange={(event) => setNumber(event.target.value)}
        />
      )}
      <Switch
        label="Hides the number"
        hint="The business sees a username and an id only"
        isOn={hidesNumber}
        onChange={setHidesNumber}
      />
      {fault === null ? null : (
        <p role="alert" className="text-xs text-danger">
          {fault}
        </p>
      )}
      <div className="flex justify-end gap-1.5">
        <Button look="quiet" onClick={() => onDone(null)}>
          Cancel
        </Button>
        <Button look="primary" type="submit" disabled={isSaving}>
          Add person
        </Button>
      </div>
    </form>
  )
}
