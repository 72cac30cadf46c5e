import { Check, CheckCheck, CircleAlert, Clock3, type LucideIcon } from 'lucide-react'
import type { MessageStatus } from '../simulator-api/wire-types.ts'

const labels: Record<MessageStatus, string> = {
  pending: 'Sending',
  sent: 'Sent',
  delivered: 'Delivered',
  read: 'Read',
  played: 'Played',
  failed: 'Not sent',
}

const icons: Record<MessageStatus, LucideIcon> = {
  pending: Clock3,
  sent: Check,
  delivered: CheckCheck,
  read: CheckCheck,
  played: CheckCheck,
  failed: CircleAlert,
}

const looks: Record<MessageStatus, string> = {
  pending: 'size-3',
  sent: 'size-4',
  delivered: 'size-4',
  read: 'size-4 text-tick',
  played: 'size-4 text-tick',
  failed: 'size-4 text-danger',
}

/** How far an own message has come: a clock, one tick, two ticks, two blue ticks. */
export function Ticks({ status, className = '' }: { status: MessageStatus; className?: string }) {
  const Icon = icons[status]
  return (
    <span className={`inline-flex ${className}`} title={labels[status]}>
      <Icon aria-hidden className={looks[status]} strokeWidth={2.4} />
      <span className="sr-only">{labels[status]}</span>
    </span>
  )
}
