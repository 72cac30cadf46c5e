import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { ApiProblem } from './http.ts'
import { queryKeys } from './query-keys.ts'

/** One cache for the whole app. A 401 from any request signs the app out: the session becomes null. */
export function createQueryClient(): QueryClient {
  const onError = (error: unknown) => {
    if (error instanceof ApiProblem && error.status === 401) {
      if (client.getQueryData(queryKeys.session()) !== undefined) {
        client.setQueryData(queryKeys.session(), null)
      }
    }
  }
  const client = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        // Live events say when something changed; this is only the net below them.
        staleTime: 60_000,
        gcTime: 30 * 60_000,
        retry: (failureCount, error) => failureCount < 2 && isWorthRetrying(error),
      },
    },
  })
  return client
}

/** Refusals stay refusals; lost connections and server trouble may pass. */
function isWorthRetrying(error: unknown): boolean {
  return error instanceof ApiProblem && (error.status === 0 || error.status >= 500)
}
