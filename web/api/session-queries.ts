import {
  queryOptions,
  useMutation,
  useQuery,
  useQueryClient,
  type QueryClient,
} from '@tanstack/react-query'
import type { Page } from '#shared/contracts/page.ts'
import type { Member, Session, SignIn } from '#shared/contracts/session.ts'
import { ApiProblem, request } from './http.ts'
import { queryKeys } from './query-keys.ts'

/** Who is signed in; null when nobody is. Only other failures are errors. */
export const sessionQuery = queryOptions({
  queryKey: queryKeys.session(),
  queryFn: async ({ signal }): Promise<Session | null> => {
    try {
      return await request<Session>('/session', { signal })
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 401) return null
      throw error
    }
  },
  staleTime: 5 * 60_000,
})

/** The signed-in person's session. Only for screens behind the sign-in. */
export function useSession(): Session {
  const { data } = useQuery(sessionQuery)
  if (data === null || data === undefined) throw new Error('useSession needs a signed-in person')
  return data
}

export function useSignIn() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (credentials: SignIn) =>
      request<Session>('/session', { method: 'POST', body: credentials }),
    onSuccess: (session) => {
      // A session that ended by itself left its screens' data behind, and this may be somebody else.
      forgetAllButSession(client)
      client.setQueryData(queryKeys.session(), session)
    },
  })
}

/** Ends the session and forgets everything that was on screen. */
export function useSignOut() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => request<undefined>('/session', { method: 'DELETE' }),
    onSuccess: () => {
      client.setQueryData(queryKeys.session(), null)
      forgetAllButSession(client)
    },
  })
}

const forgetAllButSession = (client: QueryClient) =>
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== queryKeys.session()[0] })

export const membersQuery = queryOptions({
  queryKey: queryKeys.members(),
  queryFn: ({ signal }) => request<Page<Member>>('/members', { signal, query: { limit: 200 } }),
  select: (page) => page.data,
  staleTime: 5 * 60_000,
})
