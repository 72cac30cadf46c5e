import type { Runtime } from '../../runtime/runtime.ts'
import { markConversationsFailed } from './outcome-store.ts'
import { publishChanges } from './publish-changes.ts'
import type { SendingError } from './send-decision.ts'
import {
  decideOverdueUnknowns,
  explainUnknown,
  tenantsWithOverdueUnknowns,
} from './unknown-outcomes-across-tenants.ts'

/** Somebody waits for these: a person's answer, a code to sign in with. */
const isWaitedFor = (priority: number): boolean => priority <= 1

const error: SendingError = {
  title: 'No answer from WhatsApp',
  details: null,
  advice:
    'WhatsApp never said whether it took this message. It may have arrived: ask, or send it again and risk that it arrives twice.',
  fbtraceId: null,
}

/**
 * Decides requests whose answer never came and that no status webhook settled in time. None is sent again by itself:
 * nobody can know whether it arrived. A reply or a one-time code shows up under "Failed", so that a person decides;
 * what bots, programs and campaigns sent stays unknown and is shown so.
 */
export async function decideUnknownOutcomes(runtime: Runtime): Promise<void> {
  const { clock, config, database, hints } = runtime
  const now = clock.now()
  const before = new Date(now.getTime() - config.unknownOutcomeWaitMs)
  for (const tenantId of await tenantsWithOverdueUnknowns(database, before)) {
    const decided = await database.inTenant(tenantId, async (tx) => {
      const overdue = await decideOverdueUnknowns(tx, before, now)
      await explainUnknown(
        tx,
        overdue.map((one) => one.messageId),
        error,
      )
      const failed = overdue.filter(({ priority }) => isWaitedFor(priority))
      await markConversationsFailed(
        tx,
        failed.map((one) => one.conversationId),
        now,
      )
      return overdue
    })
    publishChanges(
      hints,
      tenantId,
      decided.map((one) => ({ ...one, status: 'unknown', isReaction: false })),
    )
  }
}
