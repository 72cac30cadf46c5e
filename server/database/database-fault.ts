/**
 * `outage`: the database is not there or cannot do anything; wait and try again, for as long as it takes.
 * `collision`: two transactions were in each other's way; try again. 23505 counts: two of them have just made
 * the same contact, and the second attempt finds it. `lasting`: trying again leads to the same.
 */
export type DatabaseFault = 'outage' | 'collision' | 'lasting'

/** SQLSTATEs, whole or by their first characters: connection, resources, shutdown, system; failed transaction. */
const outageStates = ['08', '53', '57P', '58', '25P']
const collisionStates = ['40001', '40P01', '55P03', '57014', '23505']

/** Errors of the socket beneath. */
const networkCode = /^E(CONN|PIPE|HOST|NET|TIMEDOUT|NOTFOUND|AI_AGAIN|NOENT|ACCES|MFILE|NFILE)/

/** The driver reports a lost connection without a code. */
const lostConnection = /connection (terminated|ended|error)|not queryable|timeout exceeded/i

/** Rests on SQLSTATE, never on names of constraints: those differ between databases. */
export function databaseFault(error: unknown): DatabaseFault {
  for (let fault = error; fault instanceof Error; fault = fault.cause) {
    const { code, message } = fault as Error & { code?: unknown }
    if (typeof code === 'string') {
      if (networkCode.test(code)) return 'outage'
      if (outageStates.some((state) => code.startsWith(state))) return 'outage'
      if (collisionStates.includes(code)) return 'collision'
    } else if (lostConnection.test(message)) return 'outage'
  }
  return 'lasting'
}

/** The same transaction may work when it is tried again. */
export const isPassingFault = (error: unknown): boolean => databaseFault(error) !== 'lasting'

export const isUniqueViolation = (error: unknown): boolean =>
  (error as { code?: unknown } | null)?.code === '23505'
