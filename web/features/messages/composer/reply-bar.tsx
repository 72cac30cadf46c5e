import { Reply, X } from 'lucide-react'
import type { Message } from '#shared/contracts/message.ts'
import { IconButton } from '#web/ui/icon-button.tsx'

/** Above the box: the message that will be quoted. */
export function ReplyBar({ message, onCancel }: { message: Message; onCancel: () => void }) {
  return (
    <div className="mx-2 mt-2 flex items-center gap-2 rounded-md border-s-3 border-accent bg-sunken py-1.5 ps-2.5 pe-1">
      <Reply aria-hidden size={15} className="shrink-0 text-accent rtl:-scale-x-100" />
      <div className="min-w-0 flex-1 text-sm">
        <p className="text-xs font-semibold text-accent">Reply to {message.author.name}</p>
        <p dir="auto" className="truncate text-muted">
          {message.text}
        </p>
      </div>
      <IconButton size="sm" label="Do not quote" icon={<X size={15} />} onClick={onCancel} />
    </div>
  )
}
