import { CircleAlert, CircleHelp, RotateCw } from 'lucide-react'
import type { Message, NewMessage } from '#shared/contracts/message.ts'
import { Button } from '#web/ui/button.tsx'
import { useThreadActions } from '../thread/thread-context.tsx'

/** What the composer and the API can send; the rest, templates above all, cannot be repeated from here. */
const SENDABLE: ReadonlySet<string> = new Set<NewMessage['type']>([
  'text',
  'image',
  'video',
  'audio',
  'document',
  'sticker',
  'location',
  'reaction',
])

/** Below a message that did not arrive, or may not have: what it means, what to do, and the way to do it. */
export function FailureNote({ message }: { message: Message }) {
  const { retry, isWindowOpen } = useThreadActions()
  if (message.status !== 'failed' && message.status !== 'unknown') return null
  const isFailed = message.status === 'failed'
  const isSendable = SENDABLE.has(message.type)
  const Icon = isFailed ? CircleAlert : CircleHelp
  const code = message.error?.code ?? null
  return (
    <div
      className={`mt-1 flex max-w-96 gap-2 rounded-lg px-2.5 py-2 text-sm ${isFailed ? 'bg-danger-soft' : 'bg-warning-soft'}`}
    >
      <Icon
        aria-hidden
        size={16}
        className={`mt-px shrink-0 ${isFailed ? 'text-danger' : 'text-warning'}`}
      />
      <div className="min-w-0">
        <p className="font-medium">
          {isFailed ? (message.error?.title ?? 'Not delivered') : 'Outcome unknown'}
        </p>
        <p className="text-pretty text-muted">
          {isFailed
            ? (message.error?.advice ?? 'WhatsApp did not deliver this message.')
            : 'The connection to WhatsApp broke off before it answered. Ticks appear here if the message went out; sending it again may show it twice.'}
        </p>
        <div className="mt-1.5 flex flex-wrap items-center gap-x-3 gap-y-1">
          {isSendable && isWindowOpen && (
            <Button size="sm" icon={<RotateCw size={13} />} onClick={() => retry(message)}>
              Send again
            </Button>
          )}
          {isSendable && !isWindowOpen && (
            <span className="text-xs text-muted">It can be sent again once they write.</span>
          )}
          {code !== null && <span className="tabular text-xs text-muted">Meta code {code}</span>}
        </div>
      </div>
    </div>
  )
}
