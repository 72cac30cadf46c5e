import { problemCatalogue } from '../../platform/problem.ts'

export const contactProblem = problemCatalogue({
  not_found: { status: 404, title: 'Contact not found' },
})
