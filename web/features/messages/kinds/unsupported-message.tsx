import { CircleHelp } from 'lucide-react'
import { listAt, textAt } from '../content.ts'
import type { KindProps } from './kind-props.ts'

/** What WhatsApp does not hand to businesses, and what this version does not know yet: named, never hidden. */
export function UnsupportedMessage({ message, meta }: KindProps) {
  const kind = textAt(message.content, 'unsupported', 'type')
  const isWithheld = message.type === 'unsupported'
  const details = listAt(message.content, 'errors')
    .map((error) => textAt(error, 'error_data', 'details') ?? textAt(error, 'title'))
    .find((words) => words !== null)
  const name = (kind ?? (isWithheld ? null : message.type))?.replaceAll('_', ' ')
  return (
    <div className="max-w-80 px-3 py-2">
      <div className="flex gap-2">
        <CircleHelp aria-hidden size={16} className="mt-0.5 shrink-0 text-muted" />
        <div>
          <p className="font-medium">
            {name === undefined ? 'Unsupported message' : `Unsupported message: ${name}`}
          </p>
          <p className="text-sm text-muted">
            {isWithheld
              ? 'WhatsApp does not pass this kind on to businesses. Ask them to send it in another way.'
              : 'This kind is kept as it came, but cannot be drawn here yet.'}
          </p>
          {details !== undefined && details !== null && (
            <p className="mt-1 text-xs text-muted">{details}</p>
          )}
        </div>
      </div>
      <div className="flow-root">{meta}</div>
    </div>
  )
}
