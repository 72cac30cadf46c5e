import { problemCatalogue } from '../../platform/problem.ts'

/** Answers to webhooks that are not taken. Everything else is stored and answered 200. */
export const intakeProblem = problemCatalogue({
  unknown_app: { status: 404, title: 'Unknown Meta app' },
  verification_refused: { status: 403, title: 'Verification refused' },
  signature_missing: { status: 401, title: 'Signature missing' },
  signature_invalid: { status: 401, title: 'Signature invalid' },
  webhook_too_large: { status: 413, title: 'Webhook too large' },
  webhook_incomplete: { status: 400, title: 'Webhook incomplete' },
  webhook_not_json: { status: 400, title: 'Webhook not JSON' },
  intake_unavailable: { status: 503, title: 'Intake unavailable' },
})
