import { gateRules } from './gate-rules.ts'
import type { GateFacts } from './gate-facts.ts'
import type { GateRefusalCode } from './sending-problems.ts'

/** What the gate said and the facts it rested on. Stored with the message; holds no content. */
export type GateVerdict = {
  verdict: 'passed'
  checkedAt: string
  purpose: GateFacts['purpose']
  checks: { rule: string; says: string; values: Record<string, string | number> }[]
}

export type GateRefusal = { rule: string; code: GateRefusalCode; says: string }

declare const passed: unique symbol

/**
 * A message that may be sent. Only `passGate` makes one, and only with one a message gets into the outbox:
 * there is no way to the network around the gate.
 */
export type PassedGate<Draft> = {
  readonly [passed]: true
  readonly draft: Draft
  readonly verdict: GateVerdict
}

/**
 * Decides whether a message may go out now. Every outbound message passes here, whatever it comes from.
 * Pure: all facts are loaded before, in the transaction that also stores the message.
 * @returns the passed message, or the first rule that refuses it, with a sentence for people.
 */
export function passGate<Draft>(
  draft: Draft,
  facts: GateFacts,
  now: Date,
): { isPassed: true; message: PassedGate<Draft> } | { isPassed: false; refusal: GateRefusal } {
  const checks: GateVerdict['checks'] = []
  for (const [rule, check] of Object.entries(gateRules)) {
    const result = check(facts, now)
    if (result === null) continue
    const { kind, says } = result
    if (kind === 'refused') return { isPassed: false, refusal: { rule, code: result.code, says } }
    checks.push({ rule, says, values: result.values })
  }
  const verdict: GateVerdict = {
    verdict: 'passed',
    checkedAt: now.toISOString(),
    purpose: facts.purpose,
    checks,
  }
  return { isPassed: true, message: { draft, verdict } as PassedGate<Draft> }
}
