import { useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { conversationQuery, contactQuery } from '#web/api/conversation-queries.ts'
import { ApiProblem } from '#web/api/http.ts'
import { ErrorState } from '#web/ui/error-state.tsx'
import { IconButton } from '#web/ui/icon-button.tsx'
import { AssigneeSection } from './assignee-section.tsx'
import { ConsentSection } from './consent-section.tsx'
import { ContactPanelSkeleton } from './contact-panel-skeleton.tsx'
import { DetailsSection } from './details-section.tsx'
import { IdentitiesSection } from './identities-section.tsx'
import { IdentityBlock } from './identity-block.tsx'
import { LabelsSection } from './labels-section.tsx'
import { NotesSection } from './notes-section.tsx'
import { WindowSection } from './window-section.tsx'

/** Everything known about the contact of the open conversation. */
export function ContactPanel({
  conversationId,
  onClose,
}: {
  conversationId: string
  onClose: () => void
}) {
  return (
    <aside aria-label="Contact" className="flex min-h-0 w-full flex-col bg-panel">
      <div className="flex h-14 shrink-0 items-center justify-between border-b border-line ps-5 pe-3">
        <h2 className="text-base font-semibold">Contact</h2>
        <IconButton label="Close the contact panel" icon={<X size={18} />} onClick={onClose} />
      </div>
      <PanelBody conversationId={conversationId} />
    </aside>
  )
}

function PanelBody({ conversationId }: { conversationId: string }) {
  const conversation = useQuery(conversationQuery(conversationId))
  const contactId = conversation.data?.contact.id ?? ''
  const contact = useQuery({ ...contactQuery(contactId), enabled: contactId !== '' })

  const failed = [conversation, contact].find((query) => query.isError && query.data === undefined)
  if (failed !== undefined) {
    const problem = failed.error instanceof ApiProblem ? failed.error : null
    return (
      <ErrorState
        isForbidden={problem?.status === 403}
        title={problem?.status === 403 ? 'Not for you to see' : 'The contact could not be loaded'}
        detail={failed.error?.message ?? ''}
        requestId={problem?.requestId ?? null}
        onRetry={() => void failed.refetch()}
      />
    )
  }
  if (conversation.data === undefined || contact.data === undefined) return <ContactPanelSkeleton />
  return (
    <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain -outline-offset-2">
      <IdentityBlock conversation={conversation.data} contact={contact.data} />
      <WindowSection window={conversation.data.window} />
      <AssigneeSection conversation={conversation.data} />
      <LabelsSection conversation={conversation.data} />
      <NotesSection conversationId={conversationId} />
      <DetailsSection conversationId={conversationId} contact={contact.data} />
      <ConsentSection conversationId={conversationId} contact={contact.data} />
      <IdentitiesSection contact={contact.data} />
    </div>
  )
}
