import { useState } from 'react'
import { sentenceOf } from '../simulator-api/request.ts'
import { changePerson, type PersonChange } from '../simulator-api/platform-api.ts'
import type { Person } from '../simulator-api/wire-types.ts'
import { putPerson } from '../state/simulator-store.ts'
import { Switch } from '../ui/switch.tsx'

export function PhoneSwitches({ person }: { person: Person }) {
  const [fault, setFault] = useState<string | null>(null)
  const change = async (wish: PersonChange) => {
    putPerson({ ...person, ...wish })
    try {
      putPerson(await changePerson(person.id, wish))
      setFault(null)
    } catch (error) {
      putPerson(person)
      setFault(sentenceOf(error))
    }
  }
  return (
    <div>
      <Switch
        label="Online"
        hint="Offline phones get messages later"
        isOn={person.online}
        onChange={(online) => void change({ online })}
      />
      <Switch
        label="Read receipts"
        hint="Without them ticks never turn blue"
        isOn={person.readReceipts}
        onChange={(readReceipts) => void change({ readReceipts })}
      />
      {fault === null ? null : (
        <p role="alert" className="text-xs text-danger">
          {fault}
        </p>
      )}
    </div>
  )
}
