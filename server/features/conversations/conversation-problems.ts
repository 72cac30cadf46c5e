import { problemCatalogue } from '../../platform/problem.ts'

export const conversationProblem = problemCatalogue({
  assignee_unknown: { status: 422, title: 'Assignee is not a member' },
  label_unknown: { status: 422, title: 'Label unknown' },
  snooze_in_the_past: { status: 422, title: 'Snooze time has passed' },
  snooze_without_snoozing: { status: 422, title: 'Snooze time without snoozing' },
})
