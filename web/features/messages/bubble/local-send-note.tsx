import { useQueryClient } from '@tanstack/react-query'
import { CircleAlert, Pencil, RotateCw, Trash2, X } from 'lucide-react'
import { Button } from '#web/ui/button.tsx'
import { IconButton } from '#web/ui/icon-button.tsx'
import { ProgressBar } from '#web/ui/progress-bar.tsx'
import { changeDraft } from '../composer/drafts.ts'
import { valueAt } from '../content.ts'
import type { LocalSend } from '../sending/local-send.ts'
import { discardSend, retrySend } from '../sending/send-message.ts'

/** Below a bubble that is still here: its upload, or why it did not go out. */
export function LocalSendNote({ send }: { send: LocalSend }) {
  const client = useQueryClient()
  if (send.state === 'uploading')
    return (
      <div className="mt-1 flex w-56 items-center gap-2">
        <ProgressBar
          label={`Uploading ${send.attachment?.file.name ?? 'file'}`}
          fraction={send.uploadedFraction}
        />
        <IconButton
          size="xs"
          label="Cancel upload"
          icon={<X size={14} />}
          onClick={() => discardSend(send)}
        />
      </div>
    )
  if (send.state !== 'failed') return null
  const text = valueAt(send.message.content, 'text', 'body')
  const edit = () => {
    if (typeof text !== 'string') return
    changeDraft(send.outgoing.conversationId, {
      mode: 'reply',
      text,
      replyTo: send.outgoing.replyTo,
    })
    discardSend(send)
  }
  return (
    <div role="alert" className="mt-1 max-w-96 rounded-lg bg-danger-soft px-2.5 py-2 text-sm">
      <p className="flex gap-2">
        <CircleAlert aria-hidden size={16} className="mt-px shrink-0 text-danger" />
        <span>
          <span className="font-medium">Not sent. </span>
          {send.problem}
        </span>
      </p>
      <div className="mt-1.5 flex gap-1.5 ps-6">
        <Button size="sm" icon={<RotateCw size={13} />} onClick={() => retrySend(client, send)}>
          Retry
        </Button>
        {typeof text === 'string' && (
          <Button size="sm" tone="ghost" icon={<Pencil size={13} />} onClick={edit}>
            Edit
          </Button>
        )}
        <Button
          size="sm"
          tone="ghost"
          icon={<Trash2 size={13} />}
          onClick={() => discardSend(send)}
        >
          Discard
        </Button>
      </div>
    </div>
  )
}
