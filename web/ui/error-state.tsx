import { CircleAlert, Lock, RotateCw } from 'lucide-react'
import { Button } from './button.tsx'
import { CopyButton } from './copy-button.tsx'

/** A failure that takes the place of content: what happened, the way forward, and an id to quote. */
export function ErrorState({
  title,
  detail,
  requestId,
  onRetry,
  isForbidden = false,
}: {
  title: string
  detail: string
  /** Names the failed request in the server's log. */
  requestId?: string | null
  onRetry?: () => void
  /** Not a failure but a closed door: shows a lock. */
  isForbidden?: boolean
}) {
  const Icon = isForbidden ? Lock : CircleAlert
  return (
    <div
      role="alert"
      className="flex h-full flex-col items-center justify-center px-8 py-12 text-center"
    >
      <span
        aria-hidden
        className={
          isForbidden
            ? 'mb-4 flex size-12 items-center justify-center rounded-xl bg-sunken text-faint'
            : 'mb-4 flex size-12 items-center justify-center rounded-xl bg-danger-soft text-danger'
        }
      >
        <Icon size={22} strokeWidth={1.75} />
      </span>
      <p className="text-base font-semibold">{title}</p>
      <p className="mt-1 max-w-80 text-base text-pretty text-muted">{detail}</p>
      {onRetry !== undefined && (
        <Button className="mt-4" icon={<RotateCw size={15} />} onClick={onRetry}>
          Retry
        </Button>
      )}
      {requestId !== null && requestId !== undefined && (
        <p className="mt-4 flex items-center gap-1 text-xs text-faint">
          Request <code className="font-mono">{requestId}</code>
          <CopyButton value={requestId} label="Copy request id" />
        </p>
      )}
    </div>
  )
}
