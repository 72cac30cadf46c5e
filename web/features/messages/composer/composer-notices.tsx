import { CircleAlert } from 'lucide-react'
import { Button } from '#web/ui/button.tsx'
import { TEXT_MAX_CHARACTERS } from './media-limits.ts'

/** Why the last send came back, with a way to try again. */
export function ProblemNotice({ problem, onRetry }: { problem: string; onRetry: () => void }) {
  return (
    <div
      role="alert"
      className="mx-2 mt-2 flex items-center gap-2 rounded-md bg-danger-soft py-1.5 ps-2.5 pe-1.5 text-sm"
    >
      <CircleAlert aria-hidden size={16} className="shrink-0 text-danger" />
      <span className="flex-1 text-pretty">
        <span className="font-medium">Not sent. </span>
        {problem}
      </span>
      <Button size="sm" onClick={onRetry}>
        Retry
      </Button>
    </div>
  )
}

const number = new Intl.NumberFormat()

/** A text longer than WhatsApp takes: by how much, and the way out. */
export function LengthNotice({
  length,
  parts,
  onSplit,
}: {
  length: number
  parts: number
  onSplit: () => void
}) {
  const isTooLong = length > TEXT_MAX_CHARACTERS
  if (length < TEXT_MAX_CHARACTERS - 300) return null
  return (
    <div className="tabular flex items-center justify-end gap-2 px-3 pb-1 text-xs text-muted">
      <output className={isTooLong ? 'text-danger' : ''}>
        {number.format(length)} of {number.format(TEXT_MAX_CHARACTERS)} characters
      </output>
      {isTooLong && (
        <Button size="sm" onClick={onSplit}>
          Send as {parts} messages
        </Button>
      )}
    </div>
  )
}
