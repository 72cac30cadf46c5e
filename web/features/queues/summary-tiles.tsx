import { clsx } from 'clsx'
import type { QueueSummary } from '#shared/contracts/operations.ts'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { ageWords, countWords, plural, rateWords, shortCount } from './queue-words.ts'

type Tone = 'calm' | 'busy' | 'attention'

type TileContent = { title: string; value: string; unit?: string; note: string; tone: Tone }

/** The numbers of the whole deployment at a glance. What needs somebody is marked, in words and colour. */
export function SummaryTiles({
  summary,
  nowMs,
}: {
  summary: QueueSummary | undefined
  nowMs: number
}) {
  if (!summary) {
    return (
      <div aria-busy className={gridClass}>
        {titles.map((title) => (
          <div key={title} className={tileClass}>
            <p className="text-sm text-muted">{title}</p>
            <Skeleton className="mt-2 h-7 w-16" />
            <Skeleton className="mt-2 h-3 w-24" />
          </div>
        ))}
      </div>
    )
  }
  return (
    <dl className={gridClass}>
      {tilesOf(summary, nowMs).map((tile) => (
        <Tile key={tile.title} {...tile} />
      ))}
    </dl>
  )
}

const gridClass = 'grid grid-cols-2 gap-3 md:grid-cols-4'
const tileClass = 'min-w-0 rounded-lg border border-line bg-panel px-4 py-3.5 shadow-raised'

const titles = [
  'To send',
  'Pace',
  'Webhooks to apply',
  'Set aside',
  'Unknown outcomes',
  'Forwarding',
  'Given up',
  'Background jobs',
] as const

function Tile({ title, value, unit, note, tone }: TileContent) {
  return (
    <div className={tileClass}>
      <dt className="flex items-center gap-1.5 text-sm text-muted">
        {title}
        {tone === 'attention' && (
          <span className="size-1.5 rounded-full bg-meter-warn">
            <span className="sr-only">needs attention</span>
          </span>
        )}
      </dt>
      <dd className="mt-1 min-w-0">
        <span
          className={clsx(
            'text-2xl font-semibold tabular',
            tone === 'calm' ? 'text-muted' : 'text-ink',
          )}
        >
          {value}
        </span>
        {unit !== undefined && <span className="ms-1 text-sm text-muted">{unit}</span>}
        <span
          className={clsx(
            'mt-0.5 block text-xs text-pretty tabular',
            tone === 'attention' ? 'text-warning' : 'text-faint',
          )}
        >
          {note}
        </span>
      </dd>
    </div>
  )
}

function tilesOf(summary: QueueSummary, nowMs: number): TileContent[] {
  const { journal, parked, outbox, lanes, unknown, deliveries, jobs } = summary
  const oldest = (at: string | null, otherwise: string) =>
    at === null ? otherwise : `Oldest ${ageWords(at, nowMs)}`
  const busy = (count: number): Tone => (count > 0 ? 'busy' : 'calm')
  const trouble = (count: number): Tone => (count > 0 ? 'attention' : 'calm')
  const held = lanes.slowed + lanes.paused + lanes.held
  const failingEndpoints =
    deliveries.endpoints.failing + deliveries.endpoints.paused + deliveries.endpoints.disabled
  return [
    {
      title: 'To send',
      value: shortCount(outbox.waiting + outbox.sending),
      note:
        outbox.later > 0
          ? `${countWords(outbox.later)} more wait for their time`
          : oldest(outbox.oldestWaitingAt, 'Nothing waits'),
      tone: busy(outbox.waiting + outbox.sending),
    },
    {
      title: 'Pace',
      value: rateWords(lanes.pace),
      unit: `of ${rateWords(lanes.cap)}/s`,
      note:
        held === 0
          ? plural(lanes.count, 'number')
          : [
              lanes.slowed > 0 ? `${countWords(lanes.slowed)} slowed` : '',
              lanes.paused > 0 ? `${countWords(lanes.paused)} paused` : '',
              lanes.held > 0 ? `${countWords(lanes.held)} on hold` : '',
            ]
              .filter(Boolean)
              .join(', '),
      tone: held > 0 ? 'attention' : 'busy',
    },
    {
      title: 'Webhooks to apply',
      value: shortCount(journal.count),
      note: oldest(journal.oldestAt, 'All applied'),
      tone: busy(journal.count),
    },
    {
      title: 'Set aside',
      value: shortCount(parked.count),
      note: oldest(parked.oldestAt, 'None'),
      tone: trouble(parked.count),
    },
    {
      title: 'Unknown outcomes',
      value: shortCount(unknown.count),
      note: oldest(unknown.oldestAt, 'None waits for a status'),
      tone: trouble(unknown.count),
    },
    {
      title: 'Forwarding',
      value: shortCount(deliveries.pending),
      note:
        failingEndpoints > 0
          ? `${plural(failingEndpoints, 'endpoint')} in trouble`
          : oldest(
              deliveries.oldestPendingAt,
              deliveries.endpoints.healthy === 0
                ? 'No endpoints'
                : plural(deliveries.endpoints.healthy, 'endpoint'),
            ),
      tone: failingEndpoints > 0 ? 'attention' : busy(deliveries.pending),
    },
    {
      title: 'Given up',
      value: shortCount(deliveries.dead),
      note: deliveries.dead > 0 ? 'Events to replay' : 'Every event arrives',
      tone: trouble(deliveries.dead),
    },
    {
      title: 'Background jobs',
      value: shortCount(jobs.waiting + jobs.running + jobs.retrying),
      note:
        jobs.failed > 0
          ? `${countWords(jobs.failed)} failed`
          : jobs.retrying > 0
            ? `${countWords(jobs.retrying)} are tried again`
            : oldest(jobs.oldestWaitingAt, 'None due'),
      tone: jobs.failed > 0 ? 'attention' : busy(jobs.waiting + jobs.running),
    },
  ]
}
