import type { Fault, FaultKind } from '#simulator/faults/fault.ts'
import type { Store } from './open-store.ts'

type Row = {
  fault_id: number
  kind: FaultKind
  times_left: number | null
  ms: number | null
  code: number | null
  matches: string | null
  expires_at_ms: number | null
}

export const listFaults = ({ sql }: Store): Fault[] =>
  (sql.all`select * from fault order by fault_id` as Row[]).map((row) => ({
    faultId: row.fault_id,
    kind: row.kind,
    timesLeft: row.times_left,
    ms: row.ms,
    code: row.code,
    match: row.matches,
    expiresAtMs: row.expires_at_ms,
  }))

export const insertFault = ({ sql }: Store, fault: Omit<Fault, 'faultId'>): number =>
  Number(
    sql.run`insert into fault (kind, times_left, ms, code, matches, expires_at_ms)
      values (${fault.kind}, ${fault.timesLeft}, ${fault.ms}, ${fault.code}, ${fault.match},
        ${fault.expiresAtMs})`.lastInsertRowid,
  )

export const updateTimesLeft = ({ sql }: Store, { faultId, timesLeft }: Fault) =>
  sql.run`update fault set times_left = ${timesLeft} where fault_id = ${faultId}`

export const deleteFault = ({ sql }: Store, faultId: number) =>
  sql.run`delete from fault where fault_id = ${faultId}`

export const deleteFaults = ({ sql }: Store) => sql.run`delete from fault`
