import { randomBytes } from 'node:crypto'
import { metaError } from './error-catalogue.ts'

type Options = { subcode?: number; httpStatus?: number; message?: string }

/** A refusal in Meta's words: thrown anywhere below a Graph route, answered by its error handler. */
export class GraphError extends Error {
  readonly code: number
  readonly details: string
  readonly httpStatus: number
  readonly subcode: number | undefined

  constructor(code: number, details?: string, options: Options = {}) {
    const known = metaError(code)
    super(options.message ?? `(#${code}) ${known.title}`)
    this.code = code
    this.details = details ?? known.details
    this.httpStatus = options.httpStatus ?? known.httpStatus
    this.subcode = options.subcode ?? known.subcode
  }
}

/** An id nobody may see is answered like one that does not exist. */
export const objectNotFound = (id: string, verb: 'get' | 'post' | 'delete' = 'get'): GraphError =>
  new GraphError(100, undefined, {
    subcode: 33,
    message: `Unsupported ${verb} request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation.`,
  })

export const toErrorBody = (error: GraphError) => ({
  error: {
    message: error.message,
    type: 'OAuthException',
    code: error.code,
    error_data: { messaging_product: 'whatsapp', details: error.details },
    ...(error.subcode === undefined ? {} : { error_subcode: error.subcode }),
    fbtrace_id: randomBytes(17).toString('base64url'),
  },
})
