import { problemCatalogue } from '../../platform/problem.ts'

export const idempotencyProblem = problemCatalogue({
  idempotency_key_invalid: { status: 400, title: 'Idempotency-Key not valid' },
  idempotency_key_reused: { status: 409, title: 'Idempotency-Key used for another request' },
  idempotency_in_progress: { status: 409, title: 'Request in progress' },
})
