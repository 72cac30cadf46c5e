import type { Problem } from '#shared/contracts/problem.ts'
import { learnServerTime } from './clock.ts'

/** What went wrong with a request, in words for people (`message`) and for programs (`code`). */
export class ApiProblem extends Error {
  readonly status: number
  readonly code: string
  readonly title: string
  readonly requestId: string | null
  readonly fields: readonly { path: string; message: string }[]

  constructor(problem: Partial<Problem> & { status: number }, cause?: unknown) {
    super(problem.detail ?? problem.title ?? 'Something went wrong.', { cause })
    this.name = 'ApiProblem'
    this.status = problem.status
    this.code = problem.code ?? 'unknown'
    this.title = problem.title ?? 'Something went wrong'
    this.requestId = problem.requestId ?? null
    this.fields = problem.errors ?? []
  }

  /** The sentence for one field of the form, by its path in the body. */
  field(path: string): string | undefined {
    return this.fields.find((field) => field.path === path)?.message
  }
}

export type RequestOptions = {
  method?: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** Sent as JSON, or as it is when it is FormData. */
  body?: unknown
  query?: Record<string, string | number | undefined>
  idempotencyKey?: string
  signal?: AbortSignal
}

/**
 * Calls `/v1` and gives the answer's body, or undefined for an empty one.
 * @throws ApiProblem for every failure: refused by the server, unreachable (status 0, code `network`), or an answer
 * that is not JSON. An aborted request throws the signal's reason instead.
 */
export async function request<T>(path: string, options: RequestOptions = {}): Promise<T> {
  const { method = 'GET', body, query, idempotencyKey, signal } = options
  const headers = new Headers({ accept: 'application/json, application/problem+json' })
  // Proves to the server that this origin's own script made the request: forms of other sites cannot set it.
  if (method !== 'GET') headers.set('x-keepword-request', '1')
  if (idempotencyKey !== undefined) headers.set('idempotency-key', idempotencyKey)
  const isForm = body instanceof FormData
  if (body !== undefined && !isForm) headers.set('content-type', 'application/json')

  const response = await send(`/v1${path}${queryString(query)}`, {
    method,
    headers,
    body: body === undefined ? null : isForm ? body : JSON.stringify(body),
    credentials: 'same-origin',
    ...(signal === undefined ? {} : { signal }),
  })
  learnServerTime(response.headers)
  if (!response.ok) throw await problemOf(response)
  if (response.status === 204) return undefined as T
  try {
    return (await response.json()) as T
  } catch (cause) {
    throw new ApiProblem(
      {
        status: response.status,
        code: 'unreadable_answer',
        title: 'Unreadable answer',
        detail: 'The server answered with something this app cannot read. Reload the page.',
      },
      cause,
    )
  }
}

async function send(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init)
  } catch (cause) {
    if (init.signal?.aborted === true) throw cause
    throw new ApiProblem(
      {
        status: 0,
        code: 'network',
        title: 'No connection',
        detail: 'Keepword cannot be reached. Check your connection; nothing you typed is lost.',
      },
      cause,
    )
  }
}

async function problemOf(response: Response): Promise<ApiProblem> {
  const body = (await response.json().catch(() => null)) as Partial<Problem> | null
  const requestId = body?.requestId ?? response.headers.get('x-request-id') ?? undefined
  return new ApiProblem({
    code: `http_${response.status}`,
    title: `The server answered ${response.status}`,
    detail: 'The server could not do this. Try again in a moment.',
    ...body,
    ...(requestId === undefined ? {} : { requestId }),
    status: response.status,
  })
}

function queryString(query: RequestOptions['query']): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== '') params.set(name, String(value))
  }
  return params.size === 0 ? '' : `?${params.toString()}`
}
