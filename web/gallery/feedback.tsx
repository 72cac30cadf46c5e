import { Inbox } from 'lucide-react'
import { Button } from '#web/ui/button.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { ErrorState } from '#web/ui/error-state.tsx'
import { ProgressBar } from '#web/ui/progress-bar.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { PaneBox, Specimen, State } from './specimen.tsx'

const noop = () => {}

export function Feedback() {
  return (
    <>
      <Specimen title="Waiting">
        <State name="skeleton">
          <div className="flex w-64 items-center gap-3">
            <Skeleton className="size-10 rounded-full" />
            <div className="flex flex-1 flex-col gap-2">
              <Skeleton className="h-3 w-1/2" />
              <Skeleton className="h-3 w-4/5" />
            </div>
          </div>
        </State>
        <State name="progress">
          <div className="w-64">
            <ProgressBar label="Upload" fraction={0.6} />
          </div>
        </State>
      </Specimen>
      <Specimen title="Instead of content">
        <PaneBox name="empty">
          <EmptyState
            icon={<Inbox size={22} strokeWidth={1.75} />}
            title="You are all caught up"
            detail="Nobody is waiting for an answer."
            action={<Button size="sm">Show everything</Button>}
          />
        </PaneBox>
        <PaneBox name="failed">
          <ErrorState
            title="The list could not be loaded"
            detail="The database did not answer in time. Nothing was lost."
            requestId="req_01J8Z4"
            onRetry={noop}
          />
        </PaneBox>
        <PaneBox name="forbidden">
          <ErrorState
            isForbidden
            title="Not for you to see"
            detail="Ask an admin of this workspace to give you access."
          />
        </PaneBox>
      </Specimen>
    </>
  )
}
