import { AtSign, EyeOff, Phone, Users } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Contact } from '#shared/contracts/contact.ts'
import type { Conversation } from '#shared/contracts/conversation.ts'
import { useServerNowMs } from '#web/api/clock.ts'
import { Avatar } from '#web/ui/avatar.tsx'
import { CopyButton } from '#web/ui/copy-button.tsx'
import { InlineEdit } from '#web/ui/inline-edit.tsx'
import { windowMeter } from '../window-meter.ts'
import { useContactEdit } from './use-contact-edit.ts'

/** Who this is: picture, name, and how WhatsApp knows them. */
export function IdentityBlock({
  conversation,
  contact,
}: {
  conversation: Conversation
  contact: Contact
}) {
  const nowMs = useServerNowMs()
  const edit = useContactEdit(contact, conversation.id)
  const { phone, username, profileName, kind } = contact
  return (
    <div className="flex flex-col items-center px-5 pt-6 pb-5 text-center">
      <Avatar
        name={contact.name}
        seed={contact.id}
        size={72}
        ring={windowMeter(conversation.window, nowMs)}
      />
      <InlineEdit
        label="name"
        value={contact.name}
        placeholder="Add a name"
        maxLength={200}
        check={(name) => (name === '' ? 'A name cannot be empty.' : undefined)}
        onSave={(name) => edit({ name })}
        className="mt-3 max-w-full text-center! text-lg font-semibold"
      />
      {profileName !== null && profileName !== contact.name && (
        <p dir="auto" className="max-w-full truncate text-sm text-muted">
          Calls themselves {profileName}
        </p>
      )}
      <div className="mt-3 flex max-w-full flex-wrap justify-center gap-1.5">
        {kind === 'group' && <Badge icon={<Users size={13} />}>Group</Badge>}
        {phone !== null && (
          <Badge icon={<Phone size={13} />} copy={phone} copyLabel="Copy the number">
            <bdi className="tabular">{phone}</bdi>
          </Badge>
        )}
        {username !== null && (
          <Badge icon={<AtSign size={13} />} copy={username} copyLabel="Copy the username">
            <bdi>{username.replace(/^@/, '')}</bdi>
          </Badge>
        )}
        {phone === null && kind === 'person' && (
          <Badge
            icon={<EyeOff size={13} />}
            title="They hide their number; WhatsApp passes messages on without it."
          >
            No number
          </Badge>
        )}
      </div>
    </div>
  )
}

function Badge({
  icon,
  copy,
  copyLabel = 'Copy',
  title,
  children,
}: {
  icon: ReactNode
  copy?: string
  copyLabel?: string
  title?: string
  children: ReactNode
}) {
  return (
    <span
      title={title}
      className={`inline-flex h-7 max-w-full items-center gap-1.5 rounded-md border border-line text-sm text-muted ${copy === undefined ? 'px-2.5' : 'ps-2.5 pe-0.5'}`}
    >
      <span aria-hidden className="text-faint">
        {icon}
      </span>
      <span className="truncate">{children}</span>
      {copy !== undefined && <CopyButton value={copy} label={copyLabel} />}
    </span>
  )
}
