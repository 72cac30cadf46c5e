import type { ReactNode } from 'react'
import type { Message } from '#shared/contracts/message.ts'
import { CopyButton } from '#web/ui/copy-button.tsx'
import { Dialog, DialogContent } from '#web/ui/dialog.tsx'
import { fullTime, sizeWords } from '../time/time-words.ts'
import { TickSign } from './ticks.tsx'
import { tickState } from './tick-state.ts'

/** Times, ids and what Meta said about one message. */
export function MessageInfo({
  message,
  onClose,
}: {
  message: Message | null
  onClose: () => void
}) {
  return (
    <Dialog open={message !== null} onOpenChange={(isOpen) => !isOpen && onClose()}>
      {message !== null && (
        <DialogContent title="Message info">
          <Facts message={message} />
        </DialogContent>
      )}
    </Dialog>
  )
}

function Facts({ message }: { message: Message }) {
  const { tick, word, times } = tickState(message)
  const isOutbound = message.direction === 'outbound'
  return (
    <dl className="divide-y divide-line text-base">
      <Fact name={isOutbound ? 'Sent by' : 'From'}>{authorWords(message)}</Fact>
      <Fact name="Kind">{message.type.replaceAll('_', ' ')}</Fact>
      {isOutbound ? (
        <>
          <Fact name="State">
            <span className="inline-flex items-center gap-1.5 text-muted">
              <TickSign tick={tick} />
              <span className="text-ink">{word.charAt(0).toUpperCase() + word.slice(1)}</span>
            </span>
          </Fact>
          {times.map((time) => (
            <Fact key={time.word} name={time.word}>
              {time.time}
            </Fact>
          ))}
        </>
      ) : (
        <Fact name="Received">{fullTime(message.occurredAt)}</Fact>
      )}
      {message.editedAt !== null && <Fact name="Edited">{fullTime(message.editedAt)}</Fact>}
      {message.revokedAt !== null && <Fact name="Deleted">{fullTime(message.revokedAt)}</Fact>}
      {message.media !== null && <Fact name="File">{fileWords(message.media)}</Fact>}
      {message.error !== null && (
        <Fact name="Meta said">
          {message.error.code !== null && <span className="tabular">{message.error.code} · </span>}
          {message.error.title}
          {message.error.details !== null && (
            <span className="block text-sm text-muted">{message.error.details}</span>
          )}
          <span className="block text-sm text-muted">{message.error.advice}</span>
        </Fact>
      )}
      <Fact name="Keepword id">
        <Id value={message.id} />
      </Fact>
      <Fact name="WhatsApp id">
        {message.wamid === null ? (
          <span className="text-muted">none: WhatsApp has not taken it</span>
        ) : (
          <Id value={message.wamid} />
        )}
      </Fact>
    </dl>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[7rem_1fr] gap-3 py-2">
      <dt className="text-muted">{name}</dt>
      <dd className="tabular min-w-0 wrap-anywhere">{children}</dd>
    </div>
  )
}

function Id({ value }: { value: string }) {
  return (
    <span className="flex items-center gap-1">
      <code className="min-w-0 font-mono text-sm wrap-anywhere">{value}</code>
      <CopyButton value={value} label="Copy id" />
    </span>
  )
}

const AUTHOR_KINDS: Record<Message['author']['kind'], string | null> = {
  contact: null,
  member: null,
  bot: 'bot',
  api: 'through the API',
  business_app: 'WhatsApp Business app',
}

function authorWords({ author }: Message): string {
  const kind = AUTHOR_KINDS[author.kind]
  return kind === null ? author.name : `${author.name} (${kind})`
}

const fileWords = (media: NonNullable<Message['media']>) =>
  [media.fileName, media.mimeType, media.sizeBytes === null ? null : sizeWords(media.sizeBytes)]
    .filter((part) => part !== null)
    .join(' · ')
