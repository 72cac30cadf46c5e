import {
  deleteFault,
  deleteFaults,
  insertFault,
  listFaults,
  updateTimesLeft,
} from '#simulator/store/fault-store.ts'
import type { Store } from '#simulator/store/open-store.ts'
import type { Fault, FaultKind } from './fault.ts'

type NewFault = {
  kind: FaultKind
  times?: number | null | undefined
  ms?: number | undefined
  code?: number | undefined
  match?: string | undefined
}

export type Faults = {
  arm(fault: NewFault): Fault
  /** Uses up one occurrence of the first armed fault of this kind that fits `subject`. */
  take(kind: FaultKind, subject: string): Fault | null
  list(): Fault[]
  clear(): void
  onClear(listener: () => void): void
}

// A state of the platform lasts until somebody ends it; an incident happens once.
const lasting = new Set<FaultKind>(['outage', 'hold_webhooks', 'revoke_token'])

/** Armed faults are kept in the database, so that a killed simulator comes back just as broken. */
export function openFaults(store: Store): Faults {
  const clearListeners: (() => void)[] = []
  let armed = listFaults(store)

  const remove = (fault: Fault) => {
    armed = armed.filter((other) => other !== fault)
    deleteFault(store, fault.faultId)
  }

  const dropExpired = () => {
    for (const fault of armed) {
      if (fault.expiresAtMs !== null && fault.expiresAtMs <= Date.now()) remove(fault)
    }
  }

  return {
    arm({ kind, times, ms, code, match }) {
      const isLasting = lasting.has(kind)
      const details = {
        kind,
        timesLeft: times === undefined ? (isLasting ? null : 1) : times,
        ms: ms ?? null,
        code: code ?? null,
        match: match ?? null,
        // For a lasting fault `ms` says how long; for an incident, how long that one takes.
        expiresAtMs: isLasting && ms !== undefined ? Date.now() + ms : null,
      }
      const fault = { faultId: insertFault(store, details), ...details }
      armed.push(fault)
      return { ...fault }
    },
    take(kind, subject) {
      if (armed.length === 0) return null
      dropExpired()
      const fault = armed.find(
        (candidate) =>
          candidate.kind === kind &&
          (candidate.match === null || subject.includes(candidate.match)),
      )
      if (fault === undefined) return null
      if (fault.timesLeft !== null) {
        fault.timesLeft -= 1
        if (fault.timesLeft <= 0) remove(fault)
        else updateTimesLeft(store, fault)
      }
      return { ...fault }
    },
    list() {
      dropExpired()
      return armed.map((fault) => ({ ...fault }))
    },
    clear() {
      armed = []
      deleteFaults(store)
      for (const listener of clearListeners) listener()
    },
    onClear: (listener) => void clearListeners.push(listener),
  }
}
