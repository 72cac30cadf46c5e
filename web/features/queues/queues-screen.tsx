import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { clsx } from 'clsx'
import { ArrowLeft } from 'lucide-react'
import { useEffect } from 'react'
import { ApiProblem } from '#web/api/http.ts'
import { useSession } from '#web/api/session-queries.ts'
import { ErrorState } from '#web/ui/error-state.tsx'
import { DeadLettersSection } from './dead-letters-section.tsx'
import { JobsSection } from './jobs-section.tsx'
import { LanesSection } from './lanes-section.tsx'
import { ParkedSection } from './parked-section.tsx'
import { summaryQuery } from './queue-queries.ts'
import { agoWords } from './queue-words.ts'
import { SummaryTiles } from './summary-tiles.tsx'
import { UnknownSection } from './unknown-section.tsx'
import { useNowMs } from './use-now.ts'

/** What waits where, how fast it goes, and what needs a person. For operators of the deployment. */
export function QueuesScreen() {
  const { permissions } = useSession()
  useEffect(() => {
    const before = document.title
    document.title = 'Queues · Keepword'
    return () => {
      document.title = before
    }
  }, [])
  return permissions.includes('operations.read') ? (
    <Queues permissions={permissions} />
  ) : (
    <Forbidden />
  )
}

function Forbidden() {
  return (
    <div className="min-w-0 flex-1 bg-canvas">
      <h1 className="sr-only">Queues</h1>
      <ErrorState
        isForbidden
        title="Queues are for operators"
        detail="This page shows the whole deployment. Ask whoever runs it to make you an operator; your inbox is where it was."
      />
    </div>
  )
}

function Queues({ permissions }: { permissions: readonly string[] }) {
  const may = (permission: string) => permissions.includes(permission)
  const nowMs = useNowMs()
  const { data: summary, error, refetch } = useQuery(summaryQuery)
  if (summary === undefined && error instanceof ApiProblem && error.status === 403)
    return <Forbidden />
  return (
    <div className="min-w-0 flex-1 overflow-y-auto bg-canvas" tabIndex={-1}>
      <header className="sticky top-0 z-10 border-b border-line bg-canvas">
        <div className="mx-auto flex h-14 max-w-280 items-center gap-1 px-4 md:px-6">
          <Link
            to="/inbox/$view"
            params={{ view: 'all' }}
            aria-label="Back to the inbox"
            className="-ms-2 inline-flex size-11 items-center justify-center rounded-md text-muted hover:bg-hover md:hidden"
          >
            <ArrowLeft size={20} className="rtl:-scale-x-100" />
          </Link>
          <h1 className="text-xl font-semibold">Queues</h1>
          <span className="flex-1" />
          <Freshness asOf={summary?.asOf} isFailing={error !== null} nowMs={nowMs} />
        </div>
      </header>
      <div className="mx-auto flex max-w-280 flex-col gap-4 px-4 py-5 md:px-6">
        {summary === undefined && error !== null ? (
          <div className="rounded-lg border border-line bg-panel">
            <ErrorState
              title="The queues cannot be read"
              detail={error.message}
              requestId={error instanceof ApiProblem ? error.requestId : null}
              onRetry={() => void refetch()}
            />
          </div>
        ) : (
          <SummaryTiles summary={summary} nowMs={nowMs} />
        )}
        {may('lanes.read') && <LanesSection nowMs={nowMs} mayControl={may('lanes.control')} />}
        <ParkedSection
          count={summary?.parked.count}
          nowMs={nowMs}
          mayManage={may('operations.manage')}
        />
        <UnknownSection nowMs={nowMs} />
        {may('webhooks.manage') && <DeadLettersSection nowMs={nowMs} />}
        <JobsSection nowMs={nowMs} mayManage={may('operations.manage')} />
      </div>
    </div>
  )
}

/** How old the numbers are. They are asked for every two seconds while the page is in sight. */
function Freshness({
  asOf,
  isFailing,
  nowMs,
}: {
  asOf: string | undefined
  isFailing: boolean
  nowMs: number
}) {
  if (asOf === undefined) return null
  return (
    <p className="flex items-center gap-2 text-sm text-muted tabular">
      <span
        aria-hidden
        className={clsx('size-2 rounded-full', isFailing ? 'bg-meter-warn' : 'bg-meter-good')}
      />
      {isFailing ? `Not renewed; as of ${agoWords(asOf, nowMs)}` : `As of ${agoWords(asOf, nowMs)}`}
    </p>
  )
}
