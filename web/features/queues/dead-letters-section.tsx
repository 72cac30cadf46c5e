import { useQuery } from '@tanstack/react-query'
import { CircleCheck, RotateCw } from 'lucide-react'
import type { WebhookEndpoint } from '#shared/contracts/webhook-endpoint.ts'
import { sayFailure } from '#web/features/conversations/use-conversation-commands.ts'
import { Button } from '#web/ui/button.tsx'
import { Chip, type Tint } from '#web/ui/chip.tsx'
import { showToast } from '#web/ui/toast.tsx'
import {
  deadLettersQuery,
  useReplayDead,
  useReplayDelivery,
  type EndpointWithDead,
} from './queue-queries.ts'
import { QueueGroup, QueueRow, QueueSection, SectionStates } from './queue-section.tsx'
import { agoWords, eventWord, failureWord, plural } from './queue-words.ts'

/** Events of this workspace that its endpoints did not take in three days, and the way to send them again. */
export function DeadLettersSection({ nowMs }: { nowMs: number }) {
  const endpoints = useQuery(deadLettersQuery)
  const total = endpoints.data?.reduce((sum, { dead }) => sum + dead.data.length, 0)
  return (
    <QueueSection
      title="Dead letters"
      hint="Events of this workspace that an endpoint did not take. Mend the receiver, then send them again."
      count={total}
      countLabel="events given up"
    >
      <SectionStates
        query={endpoints}
        isEmpty={(data) => data.every(({ dead }) => dead.data.length === 0)}
        empty={{
          icon: <CircleCheck size={17} />,
          title:
            endpoints.data?.length === 0
              ? 'No endpoint gets events of this workspace.'
              : 'No event was given up.',
        }}
      >
        {(data) =>
          data
            .filter(({ dead }) => dead.data.length > 0)
            .map((one) => <EndpointLetters key={one.endpoint.id} {...one} nowMs={nowMs} />)
        }
      </SectionStates>
    </QueueSection>
  )
}

function EndpointLetters({ endpoint, dead, nowMs }: EndpointWithDead & { nowMs: number }) {
  const replayAll = useReplayDead()
  const replay = useReplayDelivery()
  const { word, tint } = healthOf(endpoint)
  return (
    <QueueGroup
      title={
        <p className="flex min-w-0 items-center gap-2">
          <bdi dir="ltr" className="truncate font-medium">
            {endpoint.url}
          </bdi>
          <Chip size="sm" tint={tint}>
            {word}
          </Chip>
        </p>
      }
      action={
        <Button
          size="sm"
          icon={<RotateCw size={14} />}
          isBusy={replayAll.isPending}
          onClick={() =>
            replayAll.mutate(endpoint.id, {
              onSuccess: (count) =>
                showToast({
                  tone: 'success',
                  title: `${plural(count, 'event')} will be sent again`,
                }),
              onError: (error) => sayFailure('Not sent again', error),
            })
          }
        >
          Send all again
        </Button>
      }
    >
      {dead.data.map((delivery) => (
        <QueueRow
          key={delivery.id}
          title={eventWord(delivery.eventType)}
          detail={
            delivery.httpStatus === null
              ? failureWord(delivery.reason)
              : `${failureWord(delivery.reason)} (${delivery.httpStatus})`
          }
          facts={
            <>
              <span>Happened {agoWords(delivery.createdAt, nowMs)}</span>
              {delivery.finishedAt !== null && (
                <span>Given up {agoWords(delivery.finishedAt, nowMs)}</span>
              )}
            </>
          }
          action={
            delivery.canReplay ? (
              <Button
                size="sm"
                icon={<RotateCw size={14} />}
                isBusy={replay.isPending}
                aria-label={`Send again: ${eventWord(delivery.eventType)}`}
                onClick={() =>
                  replay.mutate(
                    { endpointId: endpoint.id, eventId: delivery.id },
                    { onError: (error) => sayFailure('Not sent again', error) },
                  )
                }
              >
                Send again
              </Button>
            ) : (
              <span className="text-sm text-faint">Contents deleted by age</span>
            )
          }
        />
      ))}
    </QueueGroup>
  )
}

function healthOf({ isEnabled, disabledReason, health }: WebhookEndpoint): {
  word: string
  tint: Tint
} {
  if (!isEnabled) {
    return { word: disabledReason === null ? 'Switched off' : 'Switched off by us', tint: 'slate' }
  }
  if (health.state === 'healthy') return { word: 'Healthy', tint: 'green' }
  if (health.state === 'unused') return { word: 'Not used yet', tint: 'slate' }
  return { word: health.state === 'paused' ? 'Paused' : 'Failing', tint: 'rose' }
}
