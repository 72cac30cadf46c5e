import { problemCatalogue } from '../../platform/problem.ts'

export const accountProblem = problemCatalogue({
  wrong_credentials: { status: 401, title: 'Wrong e-mail address or password' },
})
