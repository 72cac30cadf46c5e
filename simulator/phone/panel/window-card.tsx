import { MessageSquareLock, MessageSquareText } from 'lucide-react'
import { spanOf } from '../message/format-time.ts'
import { chatsOf, chatsStore } from '../state/chats-store.ts'
import { useStore } from '../state/create-store.ts'
import { routeStore } from '../state/route-store.ts'
import { useSimulatedNow } from '../state/use-simulated-now.ts'

const dayMs = 24 * 3_600_000

/** Whether the business of the open chat may write freely now: 24 hours after the person last wrote. */
export function WindowCard({ personId }: { personId: string }) {
  const phoneNumberId = useStore(routeStore, (route) => route.phoneNumberId)
  const closesAtMs = useStore(chatsStore, (all) => {
    const chat = chatsOf(all, personId).find((known) => known.phoneNumberId === phoneNumberId)
    return chat?.windowClosesAtMs ?? null
  })
  const nowMs = useSimulatedNow(5000)
  if (phoneNumberId === null) return null
  const leftMs = closesAtMs === null ? 0 : closesAtMs - nowMs
  const isOpen = leftMs > 0
  const Icon = isOpen ? MessageSquareText : MessageSquareLock
  return (
    <div
      className={`flex flex-col gap-2 rounded-2xl p-3.5 ${isOpen ? 'bg-accent-soft' : 'bg-warn-soft'}`}
    >
      <div className="flex items-start gap-2.5">
        <Icon
          aria-hidden
          className={`mt-0.5 size-4.5 shrink-0 ${isOpen ? 'text-accent' : 'text-warn'}`}
        />
        <div className="text-sm">
          <p className="font-medium">
            {isOpen ? `Open for ${spanOf(leftMs)}` : 'Reply window shut'}
          </p>
          <p className="text-xs text-muted">
            {isOpen
              ? 'The business may answer with any message.'
              : 'The business may send templates only, until this person writes.'}
          </p>
        </div>
      </div>
      {isOpen ? (
        <div aria-hidden className="h-1 overflow-hidden rounded-full bg-ink/10">
          <div
            className="h-full rounded-full bg-badge transition-[width]"
            style={{ width: `${Math.min(100, (leftMs / dayMs) * 100)}%` }}
          />
        </div>
      ) : null}
    </div>
  )
}
