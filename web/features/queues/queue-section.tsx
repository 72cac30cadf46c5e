import { useId, type ReactNode } from 'react'
import { ApiProblem } from '#web/api/http.ts'
import { CountBadge } from '#web/ui/badge.tsx'
import { ErrorState } from '#web/ui/error-state.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'

/** One card of the page: what it is about, how much there is, and what can be done with all of it. */
export function QueueSection({
  title,
  hint,
  count,
  countLabel,
  action,
  children,
}: {
  title: string
  /** One sentence: what stands here, and what to do about it. */
  hint: string
  count?: number | undefined
  countLabel?: string
  action?: ReactNode
  children: ReactNode
}) {
  const id = useId()
  return (
    <section
      aria-labelledby={id}
      className="overflow-hidden rounded-lg border border-line bg-panel shadow-raised"
    >
      <header className="flex flex-wrap items-center gap-x-4 gap-y-2 px-5 py-3.5">
        <div className="min-w-0 flex-1 basis-64">
          <h2 id={id} className="flex items-center gap-2 text-base font-semibold">
            {title}
            <CountBadge
              count={count ?? 0}
              tone="neutral"
              label={countLabel ?? String(count ?? 0)}
            />
          </h2>
          <p className="mt-0.5 text-sm text-pretty text-muted">{hint}</p>
        </div>
        {action}
      </header>
      <div className="border-t border-line">{children}</div>
    </section>
  )
}

/** What a section shows instead of its rows: nothing yet, a failure, or that all is well. */
export function SectionStates<T>({
  query,
  isEmpty,
  empty,
  children,
}: {
  query: { data: T | undefined; error: Error | null; refetch: () => unknown }
  isEmpty: (data: T) => boolean
  empty: { icon: ReactNode; title: string }
  children: (data: T) => ReactNode
}) {
  const { data, error, refetch } = query
  if (data === undefined && error !== null) {
    const problem = error instanceof ApiProblem ? error : null
    return (
      <ErrorState
        title={problem?.title ?? 'This could not be read'}
        detail={error.message}
        requestId={problem?.requestId ?? null}
        isForbidden={problem?.status === 403}
        {...(problem?.status !== 403 && { onRetry: () => void refetch() })}
      />
    )
  }
  if (data === undefined) return <RowsSkeleton />
  if (isEmpty(data)) {
    return (
      <p className="flex items-center gap-2.5 px-5 py-4 text-base text-muted">
        <span aria-hidden className="text-success">
          {empty.icon}
        </span>
        {empty.title}
      </p>
    )
  }
  return <>{children(data)}</>
}

function RowsSkeleton() {
  return (
    <div aria-busy className="flex flex-col gap-3 px-5 py-4">
      <Skeleton className="h-4 w-3/5" />
      <Skeleton className="h-4 w-2/5" />
    </div>
  )
}

/** The head of rows that belong together: what they share, and what can be done with all of them. */
export function QueueGroup({
  title,
  detail,
  action,
  children,
}: {
  title: ReactNode
  detail?: string | undefined
  action?: ReactNode
  children: ReactNode
}) {
  return (
    <div className="border-t border-line first:border-t-0">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 bg-sunken px-5 py-2">
        <div className="min-w-0 flex-1 basis-56 text-sm">
          {title}
          {detail !== undefined && <p className="text-pretty text-muted">{detail}</p>}
        </div>
        {action}
      </div>
      <ul>{children}</ul>
    </div>
  )
}

/** A row of a section: what it is, its facts, and what can be done with it. Wraps where there is no room. */
export function QueueRow({
  title,
  chip,
  detail,
  facts,
  action,
}: {
  title: ReactNode
  chip?: ReactNode
  detail?: ReactNode
  facts: ReactNode
  action?: ReactNode
}) {
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-line px-5 py-3 first:border-t-0">
      <div className="min-w-0 flex-1 basis-56">
        <p className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1 text-base font-medium">
          <span className="min-w-0 wrap-anywhere">{title}</span>
          {chip}
        </p>
        {detail !== undefined && <p className="mt-0.5 text-sm text-pretty text-muted">{detail}</p>}
        <p className="mt-0.5 flex min-h-6 flex-wrap items-center gap-x-3 text-xs text-faint tabular">
          {facts}
        </p>
      </div>
      {action}
    </li>
  )
}
