import { problemCatalogue } from '../../platform/problem.ts'

export const webhookDeliveryProblem = problemCatalogue({
  not_found: { status: 404, title: 'Not found' },
  target_not_allowed: { status: 422, title: 'Address not allowed' },
  secret_invalid: { status: 422, title: 'Secret not usable' },
  events_invalid: { status: 422, title: 'Events do not fit the mode' },
  too_many_endpoints: { status: 422, title: 'Too many endpoints' },
  too_many_secrets: { status: 422, title: 'Too many secrets at once' },
  endpoint_disabled: { status: 409, title: 'Endpoint disabled' },
  payload_gone: { status: 409, title: 'Contents deleted' },
})
