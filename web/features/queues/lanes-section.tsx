import { useQuery } from '@tanstack/react-query'
import { CircleCheck } from 'lucide-react'
import type { Lane, LaneDepth } from '#shared/contracts/lane.ts'
import type { OutboxPriority } from '#shared/contracts/operations.ts'
import { Chip } from '#web/ui/chip.tsx'
import { ProgressBar } from '#web/ui/progress-bar.tsx'
import { LaneControl } from './lane-control.tsx'
import { lanesQuery } from './queue-queries.ts'
import { QueueSection, SectionStates } from './queue-section.tsx'
import {
  ageWords,
  countWords,
  laneReason,
  laneState,
  laneStates,
  priorityNames,
  rateWords,
  shortCount,
} from './queue-words.ts'

/** The workspace's numbers: what waits at each, how fast it goes, and the brake. */
export function LanesSection({ nowMs, mayControl }: { nowMs: number; mayControl: boolean }) {
  const lanes = useQuery(lanesQuery)
  return (
    <QueueSection
      title="Lanes"
      hint="One for each number of this workspace. Replies go first, campaigns last."
      count={lanes.data?.data.length}
      countLabel={`${lanes.data?.data.length ?? 0} numbers`}
    >
      <SectionStates
        query={lanes}
        isEmpty={({ data }) => data.length === 0}
        empty={{ icon: <CircleCheck size={17} />, title: 'No number is connected yet.' }}
      >
        {({ data }) => <LaneTable lanes={data} nowMs={nowMs} mayControl={mayControl} />}
      </SectionStates>
    </QueueSection>
  )
}

type LaneProps = { nowMs: number; mayControl: boolean }

const priorities = Object.entries(priorityNames) as [OutboxPriority, string][]

/** A table where there is room; on a phone each number becomes a block. */
function LaneTable({ lanes, ...rest }: { lanes: readonly Lane[] } & LaneProps) {
  return (
    <table className="block w-full text-base md:table">
      <thead className="sr-only md:not-sr-only md:table-header-group">
        <tr className="text-xs text-faint">
          <th scope="col" className="px-5 py-2 text-start font-medium">
            Number
          </th>
          {priorities.map(([priority, name]) => (
            <th key={priority} scope="col" className="px-2 py-2 text-end font-medium">
              {name}
            </th>
          ))}
          <th scope="col" className="w-56 py-2 ps-6 pe-5 text-start font-medium">
            Pace
          </th>
          {rest.mayControl && (
            <th scope="col" className="w-28 pe-5">
              <span className="sr-only">Control</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody className="block md:table-row-group">
        {lanes.map((lane) => (
          <LaneRow key={lane.channelId} lane={lane} {...rest} />
        ))}
      </tbody>
    </table>
  )
}

function LaneRow({ lane, nowMs, mayControl }: { lane: Lane } & LaneProps) {
  const state = laneState(lane)
  const { word, tint } = laneStates[state]
  const reason = laneReason(lane, nowMs)
  return (
    <tr className="grid grid-cols-4 border-t border-line align-top first:border-t-0 md:table-row md:first:border-t">
      <th scope="row" className="col-span-4 px-5 pt-3 pb-2 text-start font-normal md:py-3">
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="font-medium">{lane.name}</span>
          <Chip size="sm" tint={tint}>
            {word}
          </Chip>
        </span>
        <span className="mt-0.5 block text-sm text-muted tabular">
          <bdi dir="ltr">+{lane.displayPhoneNumber.replace(/^\+/, '')}</bdi>
        </span>
        {reason !== null && (
          <span className="mt-1 block max-w-104 text-sm text-pretty text-muted">{reason}</span>
        )}
        <LaneFacts lane={lane} />
      </th>
      {priorities.map(([priority, name]) => (
        <td key={priority} className="px-2 pb-2 text-center tabular md:py-3 md:text-end">
          <span aria-hidden className="block text-2xs text-faint md:hidden">
            {name}
          </span>
          <Depth depth={lane.depth[priority]} nowMs={nowMs} />
        </td>
      ))}
      <td className="col-span-4 px-5 pb-3.5 md:w-56 md:py-3 md:ps-6 md:pe-5">
        <span className="mb-1.5 block tabular">
          <span className="font-medium">{rateWords(lane.messagesPerSecond)}</span>
          <span className="text-muted"> of {rateWords(lane.messagesPerSecondAllowed)}/s</span>
        </span>
        <ProgressBar
          label={`Pace of ${lane.name}`}
          fraction={lane.messagesPerSecond / lane.messagesPerSecondAllowed}
        />
      </td>
      {mayControl && (
        <td className="col-span-4 px-5 pb-3.5 text-end md:w-28 md:py-3 md:ps-0">
          <LaneControl lane={lane} />
        </td>
      )}
    </tr>
  )
}

/** What waits of one urgency, and for how long already. */
function Depth({ depth, nowMs }: { depth: LaneDepth; nowMs: number }) {
  const { count, isMore, oldestAt } = depth
  return (
    <>
      <span className={count > 0 ? 'font-medium' : 'text-faint'}>
        {isMore ? `over ${shortCount(count)}` : shortCount(count)}
      </span>
      {oldestAt !== null && count > 0 && (
        <span className="block text-2xs text-faint">{ageWords(oldestAt, nowMs)}</span>
      )}
    </>
  )
}

/** What else is worth knowing of a number, when there is any of it. */
function LaneFacts({ lane }: { lane: Lane }) {
  const { scheduled, unknown, reach } = lane
  const facts = [
    scheduled > 0 ? `${countWords(scheduled)} scheduled` : '',
    unknown > 0 ? `${countWords(unknown)} with unknown outcome` : '',
    reach === null
      ? ''
      : `${countWords(reach.reached)} of ${countWords(reach.limit)} people reached in 24 h`,
  ].filter(Boolean)
  if (facts.length === 0) return null
  return <span className="mt-1 block text-xs text-faint tabular">{facts.join(' · ')}</span>
}
