import type { Contact, IdentityKind } from '#shared/contracts/contact.ts'
import { CopyButton } from '#web/ui/copy-button.tsx'
import { PanelSection } from './panel-section.tsx'

const kinds: Record<IdentityKind, string> = {
  wa_id: 'WhatsApp id',
  bsuid: 'Business-scoped id',
  parent_bsuid: 'Parent business id',
  username: 'Username',
  group_id: 'Group id',
}

const sources: Record<string, string> = {
  webhook: 'from WhatsApp',
  api: 'from the API',
  member: 'added by the team',
  import: 'imported',
  seed: 'demo content',
}

const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' })

/** Every name WhatsApp has given this contact, with where it came from and since when. */
export function IdentitiesSection({ contact }: { contact: Contact }) {
  return (
    <PanelSection title="Identities">
      <ul className="flex flex-col gap-2.5">
        {contact.identities.map((identity) => (
          <li key={`${identity.kind} ${identity.value} ${identity.validFrom}`}>
            <p className="flex items-center gap-2 text-sm">
              <span className="shrink-0 text-muted">{kinds[identity.kind]}</span>
              <bdi
                title={identity.value}
                className={`min-w-0 flex-1 truncate text-end tabular ${identity.validTo === null ? '' : 'line-through'}`}
              >
                {identity.value}
              </bdi>
              <CopyButton value={identity.value} label={`Copy the ${kinds[identity.kind]}`} />
            </p>
            <p className="text-xs text-faint">
              {sources[identity.source] ?? identity.source} ·{' '}
              {identity.validTo === null
                ? `since ${day.format(new Date(identity.validFrom))}`
                : `until ${day.format(new Date(identity.validTo))}`}
            </p>
          </li>
        ))}
      </ul>
      <p className="mt-4 text-xs text-faint">
        Known since {day.format(new Date(contact.createdAt))}
      </p>
    </PanelSection>
  )
}
