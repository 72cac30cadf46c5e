import {
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
  type QueryClient,
} from '@tanstack/react-query'
import type { Lane, LaneList } from '#shared/contracts/lane.ts'
import type {
  JobRetryResult,
  ParkedPayload,
  QueueSummary,
  ReplayRequest,
  ReplayResult,
  TroubledJob,
  UnknownOutcome,
} from '#shared/contracts/operations.ts'
import type { Page } from '#shared/contracts/page.ts'
import type { WebhookDelivery, WebhookEndpoint } from '#shared/contracts/webhook-endpoint.ts'
import { ApiProblem, request } from '#web/api/http.ts'

/** The queues change all the time and tell nobody: the page asks while somebody looks at it. */
const liveMs = 2_000
/** Dead letters take a request for each endpoint, and change over hours. */
const deadLettersMs = 10_000

const key = (...rest: string[]) => ['queues', ...rest] as const

/** Asks again and again while the tab is in sight; what is refused stays refused. */
const live = (everyMs: number) => ({
  staleTime: 0,
  refetchIntervalInBackground: false,
  refetchInterval: (query: { state: { error: Error | null } }) =>
    query.state.error instanceof ApiProblem && query.state.error.status === 403 ? false : everyMs,
  placeholderData: keepPreviousData,
})

export const summaryQuery = queryOptions({
  queryKey: key('summary'),
  queryFn: ({ signal }) => request<QueueSummary>('/operations/queues', { signal }),
  ...live(liveMs),
})

export const lanesQuery = queryOptions({
  queryKey: key('lanes'),
  queryFn: ({ signal }) => request<LaneList>('/lanes', { signal }),
  ...live(liveMs),
})

/** The first so many rows; the summary tells how many there are. */
export const shownRows = 50

export const parkedQuery = queryOptions({
  queryKey: key('parked'),
  queryFn: ({ signal }) =>
    request<Page<ParkedPayload>>('/operations/parked', { signal, query: { limit: shownRows } }),
  ...live(liveMs),
})

export const unknownQuery = queryOptions({
  queryKey: key('unknown'),
  queryFn: ({ signal }) =>
    request<Page<UnknownOutcome>>('/operations/unknown-outcomes', {
      signal,
      query: { limit: shownRows },
    }),
  ...live(liveMs),
})

export const jobsQuery = queryOptions({
  queryKey: key('jobs'),
  queryFn: ({ signal }) => request<{ data: TroubledJob[] }>('/operations/jobs', { signal }),
  ...live(liveMs),
})

export type EndpointWithDead = { endpoint: WebhookEndpoint; dead: Page<WebhookDelivery> }

/** The workspace's endpoints, each with the events that were given up. */
export const deadLettersQuery = queryOptions({
  queryKey: key('dead-letters'),
  queryFn: async ({ signal }): Promise<EndpointWithDead[]> => {
    const { data } = await request<Page<WebhookEndpoint>>('/webhook-endpoints', {
      signal,
      query: { limit: shownRows },
    })
    return Promise.all(
      data.map(async (endpoint) => ({
        endpoint,
        dead: await request<Page<WebhookDelivery>>(`/webhook-endpoints/${endpoint.id}/deliveries`, {
          signal,
          query: { state: 'dead', limit: 20 },
        }),
      })),
    )
  },
  ...live(deadLettersMs),
})

const refresh = (client: QueryClient) => client.invalidateQueries({ queryKey: key() })

export const replayStep = (body: ReplayRequest): Promise<ReplayResult> =>
  request<ReplayResult>('/operations/parked/replay', { method: 'POST', body })

export function useReplayOne() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => replayStep({ ids: [id] }),
    onSettled: () => refresh(client),
  })
}

/** Holds a number back, with a reason for colleagues to read, or lets it go on. */
export function useLaneControl() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ channelId, reason }: { channelId: string; reason: string | null }) =>
      reason === null
        ? request<Lane>(`/lanes/${channelId}/resume`, { method: 'POST', body: {} })
        : request<Lane>(`/lanes/${channelId}/pause`, { method: 'POST', body: { reason } }),
    onSuccess: (lane) =>
      client.setQueryData<LaneList>(
        lanesQuery.queryKey,
        (lanes) =>
          lanes && {
            data: lanes.data.map((one) => (one.channelId === lane.channelId ? lane : one)),
          },
      ),
    onSettled: () => refresh(client),
  })
}

export function useRetryJobs() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: { ids: string[] } | { all: true }) =>
      request<JobRetryResult>('/operations/jobs/retry', { method: 'POST', body }),
    onSettled: () => refresh(client),
  })
}

export function useReplayDelivery() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ endpointId, eventId }: { endpointId: string; eventId: string }) =>
      request<unknown>(`/webhook-endpoints/${endpointId}/deliveries/${eventId}/replay`, {
        method: 'POST',
        body: {},
      }),
    onSettled: () => refresh(client),
  })
}

/** Brings back everything an endpoint gave up, however old; more than one call handles takes several. */
export function useReplayDead() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (endpointId: string): Promise<number> => {
      let count = 0
      for (;;) {
        const step = await request<{ count: number; isComplete: boolean }>(
          `/webhook-endpoints/${endpointId}/replay`,
          { method: 'POST', body: { since: new Date(0).toISOString(), only: 'dead' } },
        )
        count += step.count
        if (step.isComplete || step.count === 0) return count
      }
    },
    onSettled: () => refresh(client),
  })
}
