import type { Media } from '#shared/contracts/media.ts'
import type { Problem } from '#shared/contracts/problem.ts'
import { ApiProblem } from '#web/api/http.ts'

export type UploadInput = {
  file: File
  isVoice: boolean
  /** 0 to 1, as bytes leave. */
  onProgress: (fraction: number) => void
  signal: AbortSignal
}

/**
 * Uploads a file to `POST /v1/media`. XMLHttpRequest, because fetch cannot tell how much was sent.
 * @throws ApiProblem; the signal's reason when it was cancelled.
 */
export function uploadMedia({ file, isVoice, onProgress, signal }: UploadInput): Promise<Media> {
  return new Promise((resolve, reject) => {
    const upload = new XMLHttpRequest()
    const cancel = () => upload.abort()
    const fail = (error: unknown) => {
      signal.removeEventListener('abort', cancel)
      reject(error instanceof Error ? error : new Error(String(error)))
    }
    upload.open('POST', '/v1/media')
    upload.setRequestHeader('x-keepword-request', '1')
    upload.setRequestHeader('accept', 'application/json, application/problem+json')
    upload.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total)
    })
    upload.addEventListener('load', () => {
      if (upload.status < 200 || upload.status > 299) {
        fail(problemOf(upload))
        return
      }
      signal.removeEventListener('abort', cancel)
      resolve(JSON.parse(upload.responseText) as Media)
    })
    upload.addEventListener('error', () => fail(unreachable))
    upload.addEventListener('abort', () => fail(signal.reason))
    if (signal.aborted) {
      fail(signal.reason)
      return
    }
    signal.addEventListener('abort', cancel)
    upload.send(formOf(file, isVoice))
  })
}

const unreachable = new ApiProblem({
  status: 0,
  code: 'network',
  title: 'No connection',
  detail: 'Keepword cannot be reached. Check your connection; the file is kept here.',
})

function formOf(file: File, isVoice: boolean): FormData {
  const form = new FormData()
  // Fields first: a streaming reader knows them before the file's bytes come.
  if (isVoice) form.append('voice', 'true')
  form.append('file', file, file.name)
  return form
}

function problemOf(upload: XMLHttpRequest): ApiProblem {
  let body: Partial<Problem> = {}
  try {
    body = JSON.parse(upload.responseText) as Partial<Problem>
  } catch {
    // Not from our server: the status has to do.
  }
  return new ApiProblem({
    title: `The server answered ${upload.status}`,
    detail: 'The file could not be uploaded. Try again in a moment.',
    ...body,
    status: upload.status,
  })
}
