import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import type { Person } from '../simulator-api/wire-types.ts'
import { Avatar } from '../ui/avatar.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { numberOf } from './person-address.ts'

export function PersonCard({ person }: { person: Person }) {
  return (
    <div className="flex flex-col gap-3">
      <div className="flex items-center gap-3 xl:flex-col xl:pt-3 xl:text-center">
        <Avatar
          name={person.name}
          color={person.avatarColor}
          imageUrl={person.avatarUrl}
          className="size-11 text-base xl:size-18 xl:text-2xl"
        />
        <div className="min-w-0 xl:max-w-full">
          <h2 dir="auto" className="truncate font-semibold xl:text-lg">
            {person.name}
          </h2>
          {person.about === null || person.about === '' ? null : (
            <p dir="auto" className="truncate text-sm text-muted">
              {person.about}
            </p>
          )}
        </div>
      </div>
      <dl className="flex flex-col gap-1 rounded-2xl bg-raised px-3.5 py-2 text-sm">
        <Fact
          name="Number"
          value={person.waId === null ? null : numberOf(person.waId)}
          note={person.hidesPhoneNumber ? 'hidden from businesses' : undefined}
        />
        <Fact name="Username" value={person.username === null ? null : `@${person.username}`} />
        <Fact name="BSUID" value={person.bsuid} isLong />
      </dl>
    </div>
  )
}

interface FactProps {
  name: string
  value: string | null
  note?: string
  isLong?: boolean
}

function Fact({ name, value, note, isLong = false }: FactProps) {
  return (
    <div className="flex min-h-8 items-center gap-2">
      <dt className="w-20 shrink-0 text-xs text-muted">{name}</dt>
      <dd className="flex min-w-0 flex-1 items-center gap-1">
        <span className="min-w-0 flex-1">
          {value === null ? (
            <span className="text-muted">none</span>
          ) : (
            <bdi className={isLong ? 'block truncate font-mono text-xs' : ''} title={value}>
              {value}
            </bdi>
          )}
          {note === undefined ? null : <span className="block text-xs text-warn">{note}</span>}
        </span>
        {value === null ? null : <CopyButton name={name} value={value} />}
      </dd>
    </div>
  )
}

function CopyButton({ name, value }: { name: string; value: string }) {
  const [isCopied, setCopied] = useState(false)
  const copy = () => {
    void navigator.clipboard.writeText(value).then(() => setCopied(true))
  }
  return (
    <IconButton
      icon={isCopied ? Check : Copy}
      label={isCopied ? `${name} copied` : `Copy ${name}`}
      className="-me-2 size-8!"
      iconClassName="size-3.5"
      onClick={copy}
      onBlur={() => setCopied(false)}
    />
  )
}
