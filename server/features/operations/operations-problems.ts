import { problemCatalogue } from '../../platform/problem.ts'

export const operationsProblem = problemCatalogue({
  metrics_token_wrong: { status: 401, title: 'Metrics need their token' },
  metrics_not_from_here: { status: 403, title: 'Metrics are for this machine only' },
})
