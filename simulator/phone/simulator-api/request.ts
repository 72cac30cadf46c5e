const apiPath = '/simulator/api'

/** The simulator refused or did not answer; `status` is null when it could not be reached at all. */
export class RequestFailed extends Error {
  readonly status: number | null

  constructor(sentence: string, status: number | null, cause?: unknown) {
    super(sentence, { cause })
    this.name = 'RequestFailed'
    this.status = status
  }
}

async function call(path: string, init: RequestInit): Promise<Response> {
  let response: Response
  try {
    response = await fetch(`${apiPath}${path}`, init)
  } catch (cause) {
    throw new RequestFailed('The simulator cannot be reached.', null, cause)
  }
  if (response.ok) return response
  throw new RequestFailed(await refusalOf(response), response.status)
}

async function refusalOf(response: Response): Promise<string> {
  const fallback = `The simulator answered ${response.status}.`
  try {
    return sentenceIn(await response.json()) ?? fallback
  } catch {
    return fallback
  }
}

/** Finds the sentence for people in the error shapes in use: a problem, `{error: {message}}`, `{error: '…'}`. */
function sentenceIn(body: unknown): string | null {
  if (typeof body !== 'object' || body === null) return null
  const { detail, reason, message, error } = body as Record<string, unknown>
  for (const candidate of [detail, reason, message, error]) {
    if (typeof candidate === 'string' && candidate !== '') return candidate
  }
  return typeof error === 'object' ? sentenceIn(error) : null
}

export async function getJson<T>(path: string): Promise<T> {
  const response = await call(path, { headers: { accept: 'application/json' } })
  return (await response.json()) as T
}

export async function sendJson<T>(
  method: 'POST' | 'PATCH',
  path: string,
  body: unknown = {},
): Promise<T> {
  const response = await call(path, {
    method,
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(body),
  })
  const text = await response.text()
  return (text === '' ? {} : JSON.parse(text)) as T
}

export async function sendForm<T>(path: string, form: FormData): Promise<T> {
  const response = await call(path, { method: 'POST', body: form })
  return (await response.json()) as T
}

export function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : 'Something went wrong.'
}
