/** A refusal of the simulator's own API, answered as RFC 9457 problem JSON. */
export class ApiProblem extends Error {
  readonly status: number
  readonly code: string

  constructor(status: number, code: string, detail: string) {
    super(detail)
    this.status = status
    this.code = code
  }
}

export const notFound = (what: string): ApiProblem =>
  new ApiProblem(404, 'not_found', `There is no such ${what}.`)

export const toProblem = ({ status, code, message }: ApiProblem) => ({
  type: 'about:blank',
  status,
  code,
  detail: message,
})
