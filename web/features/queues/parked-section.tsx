import { useQuery } from '@tanstack/react-query'
import { CircleCheck, RotateCw } from 'lucide-react'
import { useState } from 'react'
import type { ParkedPayload } from '#shared/contracts/operations.ts'
import { sizeWords } from '#web/features/messages/time/time-words.ts'
import { sayFailure } from '#web/features/conversations/use-conversation-commands.ts'
import { Button } from '#web/ui/button.tsx'
import { CopyButton } from '#web/ui/copy-button.tsx'
import { Dialog, DialogClose, DialogContent } from '#web/ui/dialog.tsx'
import { ProgressBar } from '#web/ui/progress-bar.tsx'
import { parkedQuery, useReplayOne } from './queue-queries.ts'
import { QueueGroup, QueueRow, QueueSection, SectionStates } from './queue-section.tsx'
import { agoWords, countWords, parkReason, plural } from './queue-words.ts'
import { tellResult, useReplayAll } from './use-replay-all.ts'

/** Webhooks that could not be applied, and the way to try again. */
export function ParkedSection({
  count,
  nowMs,
  mayManage,
}: {
  count: number | undefined
  nowMs: number
  mayManage: boolean
}) {
  const parked = useQuery(parkedQuery)
  const { progress, start } = useReplayAll()
  const [isAsking, setIsAsking] = useState(false)
  const hasSome = (parked.data?.data.length ?? 0) > 0
  return (
    <QueueSection
      title="Set aside"
      hint="Webhooks of the whole deployment that could not be applied. Nothing is lost: mend the cause, then replay."
      count={count}
      countLabel="webhooks set aside"
      action={
        mayManage && (hasSome || progress) ? (
          <Button
            icon={<RotateCw size={15} />}
            isBusy={progress !== null}
            onClick={() => setIsAsking(true)}
          >
            Replay all
          </Button>
        ) : undefined
      }
    >
      {progress !== null && (
        <output className="block border-b border-line px-5 py-3">
          <p className="mb-1.5 text-sm text-muted tabular">
            {progress.total === 0
              ? 'Replaying…'
              : `${countWords(progress.done)} of ${countWords(progress.total)} replayed, ${countWords(progress.parkedAgain)} came back`}
          </p>
          <ProgressBar
            label="Replay"
            fraction={progress.total === 0 ? 0 : progress.done / progress.total}
          />
        </output>
      )}
      <SectionStates
        query={parked}
        isEmpty={({ data }) => data.length === 0}
        empty={{ icon: <CircleCheck size={17} />, title: 'Every webhook could be applied.' }}
      >
        {({ data, nextCursor }) => (
          <>
            {byReason(data).map(([reason, payloads]) => (
              <QueueGroup
                key={reason}
                title={<p className="font-medium">{parkReason(reason).word}</p>}
                detail={parkReason(reason).advice}
              >
                {payloads.map((payload) => (
                  <ParkedRow key={payload.id} {...{ payload, nowMs, mayManage }} />
                ))}
              </QueueGroup>
            ))}
            {nextCursor !== null && (
              <p className="border-t border-line px-5 py-3 text-sm text-muted">
                The newest {countWords(data.length)} are shown; “Replay all” takes the others too.
              </p>
            )}
          </>
        )}
      </SectionStates>
      <Dialog open={isAsking} onOpenChange={setIsAsking}>
        <DialogContent
          size="sm"
          title={`Replay ${count === undefined ? 'all' : plural(count, 'webhook')}?`}
          description="Each is applied once, in the order of arrival. Those whose cause is not gone come back here."
          footer={
            <>
              <DialogClose render={<Button>Cancel</Button>} />
              <Button
                tone="primary"
                onClick={() => {
                  setIsAsking(false)
                  start()
                }}
              >
                Replay all
              </Button>
            </>
          }
        />
      </Dialog>
    </QueueSection>
  )
}

function byReason(payloads: readonly ParkedPayload[]): [string, ParkedPayload[]][] {
  const groups = new Map<string, ParkedPayload[]>()
  for (const payload of payloads)
    groups.set(payload.reason, [...(groups.get(payload.reason) ?? []), payload])
  return [...groups]
}

function ParkedRow({
  payload,
  nowMs,
  mayManage,
}: {
  payload: ParkedPayload
  nowMs: number
  mayManage: boolean
}) {
  const replay = useReplayOne()
  const run = () =>
    replay.mutate(payload.id, {
      onSuccess: ({ replayed, applied, parkedAgain }) =>
        tellResult({ done: replayed, applied, parkedAgain }),
      onError: (error) => sayFailure('Not replayed', error),
    })
  return (
    <QueueRow
      title={payload.detail}
      facts={
        <>
          <span>App {payload.appId}</span>
          <span>Set aside {agoWords(payload.parkedAt, nowMs)}</span>
          <span>Came {agoWords(payload.receivedAt, nowMs)}</span>
          <span>{sizeWords(payload.sizeBytes)}</span>
          <span className="flex items-center gap-0.5">
            <code className="font-mono">…{payload.id.slice(-8)}</code>
            <CopyButton value={payload.id} label="Copy the id" />
          </span>
        </>
      }
      action={
        mayManage ? (
          <Button
            size="sm"
            icon={<RotateCw size={14} />}
            isBusy={replay.isPending}
            onClick={run}
            aria-label={`Replay ${payload.id.slice(-8)}`}
          >
            Replay
          </Button>
        ) : undefined
      }
    />
  )
}
