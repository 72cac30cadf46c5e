import { useQuery } from '@tanstack/react-query'
import { CircleCheck, RotateCw } from 'lucide-react'
import type { TroubledJob } from '#shared/contracts/operations.ts'
import { sayFailure } from '#web/features/conversations/use-conversation-commands.ts'
import { Button } from '#web/ui/button.tsx'
import { Chip } from '#web/ui/chip.tsx'
import { showToast } from '#web/ui/toast.tsx'
import { jobsQuery, useRetryJobs } from './queue-queries.ts'
import { QueueRow, QueueSection, SectionStates } from './queue-section.tsx'
import { agoWords, inWords, plural, taskWords } from './queue-words.ts'

/** Background work that failed. What still has tries left is shown too, so that trouble is seen early. */
export function JobsSection({ nowMs, mayManage }: { nowMs: number; mayManage: boolean }) {
  const jobs = useQuery(jobsQuery)
  const retry = useRetryJobs()
  const failed = jobs.data?.data.filter((job) => job.state === 'failed').length ?? 0
  const run = (body: { ids: string[] } | { all: true }) =>
    retry.mutate(body, {
      onSuccess: ({ retried }) =>
        showToast({ tone: 'success', title: `${plural(retried, 'job')} will be tried now` }),
      onError: (error) => sayFailure('Not retried', error),
    })
  return (
    <QueueSection
      title="Failed jobs"
      hint="Work in the background, like fetching a photo. It is tried up to 25 times before it stops here."
      count={jobs.data?.data.length}
      countLabel="jobs"
      action={
        mayManage && failed > 1 ? (
          <Button
            icon={<RotateCw size={15} />}
            isBusy={retry.isPending}
            onClick={() => run({ all: true })}
          >
            Retry all that stopped
          </Button>
        ) : undefined
      }
    >
      <SectionStates
        query={jobs}
        isEmpty={({ data }) => data.length === 0}
        empty={{ icon: <CircleCheck size={17} />, title: 'No job failed.' }}
      >
        {({ data }) => (
          <ul>
            {data.map((job) => (
              <JobRow
                key={job.id}
                job={job}
                nowMs={nowMs}
                {...(mayManage && { onRetry: () => run({ ids: [job.id] }) })}
                isBusy={retry.isPending}
              />
            ))}
          </ul>
        )}
      </SectionStates>
    </QueueSection>
  )
}

function JobRow({
  job,
  nowMs,
  onRetry,
  isBusy,
}: {
  job: TroubledJob
  nowMs: number
  onRetry?: () => void
  isBusy: boolean
}) {
  const isOver = job.state === 'failed'
  return (
    <QueueRow
      title={taskWords(job.task)}
      chip={
        <Chip size="sm" tint={isOver ? 'rose' : 'amber'}>
          {isOver ? 'Stopped' : 'Will be tried again'}
        </Chip>
      }
      detail={job.error ?? undefined}
      facts={
        <>
          <span>
            {job.attempts} of {job.maxAttempts} tries
          </span>
          <span>Failed {agoWords(job.failedAt, nowMs)}</span>
          {job.nextTryAt !== null && <span>Next try {inWords(job.nextTryAt, nowMs)}</span>}
          <span>Job {job.id}</span>
        </>
      }
      action={
        onRetry === undefined ? undefined : (
          <Button
            size="sm"
            icon={<RotateCw size={14} />}
            isBusy={isBusy}
            onClick={onRetry}
            aria-label={`${isOver ? 'Retry' : 'Try now'}: ${taskWords(job.task)}, job ${job.id}`}
          >
            {isOver ? 'Retry' : 'Try now'}
          </Button>
        )
      }
    />
  )
}
