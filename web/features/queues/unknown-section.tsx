import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ArrowRight, CircleCheck } from 'lucide-react'
import type { UnknownOutcome } from '#shared/contracts/operations.ts'
import { Chip } from '#web/ui/chip.tsx'
import { unknownQuery } from './queue-queries.ts'
import { QueueRow, QueueSection, SectionStates } from './queue-section.tsx'
import { agoWords, priorityNames, typeWord } from './queue-words.ts'

/** Messages that may or may not have arrived. The conversation is the place to decide. */
export function UnknownSection({ nowMs }: { nowMs: number }) {
  const unknown = useQuery(unknownQuery)
  return (
    <QueueSection
      title="Unknown outcomes"
      hint="WhatsApp took the request and never answered. A status settles most by itself; sending again may double a message."
      count={unknown.data?.data.length}
      countLabel="messages"
    >
      <SectionStates
        query={unknown}
        isEmpty={({ data }) => data.length === 0}
        empty={{ icon: <CircleCheck size={17} />, title: 'Every message has an answer.' }}
      >
        {({ data }) => (
          <ul>
            {data.map((outcome) => (
              <QueueRow
                key={outcome.messageId}
                title={outcome.contactName ?? 'A contact'}
                chip={<StateChip outcome={outcome} />}
                facts={
                  <>
                    <span>Asked {agoWords(outcome.since, nowMs)}</span>
                    <span>{typeWord(outcome.type)}</span>
                    <span>{priorityNames[outcome.priority]}</span>
                    <span>{outcome.channelName}</span>
                  </>
                }
                action={
                  <Link
                    to="/inbox/$view/$conversationId"
                    params={{ view: 'all', conversationId: outcome.conversationId }}
                    className="-mx-2 inline-flex h-7 items-center gap-1.5 rounded-sm px-2 text-sm font-medium text-accent hover:bg-hover touch:h-11"
                  >
                    Open the conversation
                    <ArrowRight size={14} aria-hidden className="rtl:-scale-x-100" />
                  </Link>
                }
              />
            ))}
          </ul>
        )}
      </SectionStates>
    </QueueSection>
  )
}

/** A reply or a code is waited for, so a person decides; what programs sent stays unknown unless a status comes. */
function StateChip({ outcome: { decidedAt, priority } }: { outcome: UnknownOutcome }) {
  if (decidedAt === null)
    return (
      <Chip size="sm" tint="amber">
        Waiting for a status
      </Chip>
    )
  return priority === 'reply' || priority === 'authentication' ? (
    <Chip size="sm" tint="rose">
      Yours to decide
    </Chip>
  ) : (
    <Chip size="sm">Stays unknown</Chip>
  )
}
