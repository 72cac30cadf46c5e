// Decisions rest on SQLSTATE, never on names of constraints: those differ between databases.

const stateOf = (error: unknown): string | null => {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' ? code : null
}

export const isUniqueViolation = (error: unknown): boolean => stateOf(error) === '23505'

/** Serialisation, deadlock, a lost connection, a server that restarts: the same transaction may work next time. */
const passing = new Set(['40001', '40P01', '08006', '08003', '57P01', '57P02', '57P03', '53300'])
const connectionErrors = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT'])

export function isPassingFault(error: unknown): boolean {
  const state = stateOf(error)
  if (state !== null) return passing.has(state) || connectionErrors.has(state)
  // The driver has no code for this one.
  return error instanceof Error && /connection terminated|connection error/i.test(error.message)
}
