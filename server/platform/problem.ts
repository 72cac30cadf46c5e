export type ProblemKind = { status: number; title: string }

export type FieldError = { path: string; message: string }

/** An expected failure with a place in a catalogue: turned into RFC 9457 problem details at the HTTP edge. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError'
  readonly code: string
  readonly status: number
  readonly title: string
  readonly detail: string
  readonly errors: FieldError[] | undefined

  constructor(code: string, kind: ProblemKind, detail: string, errors?: FieldError[]) {
    super(`${code}: ${detail}`)
    this.code = code
    this.status = kind.status
    this.title = kind.title
    this.detail = detail
    this.errors = errors
  }
}

/**
 * The catalogue of one feature. Codes are stable: retired ones are not reused.
 * @example const problem = problemCatalogue({ window_closed: { status: 422, title: 'Window closed' } })
 *          throw problem('window_closed', 'Their last message was 26 h ago.')
 */
export function problemCatalogue<const T extends Record<string, ProblemKind>>(kinds: T) {
  return (code: keyof T & string, detail: string, errors?: FieldError[]): ProblemError => {
    const kind: ProblemKind | undefined = kinds[code]
    if (!kind) throw new Error(`no problem called ${code} in the catalogue`)
    return new ProblemError(code, kind, detail, errors)
  }
}
