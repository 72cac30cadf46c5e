import { maskPersonal } from './mask-personal.ts'

export type ErrorFacts = {
  type: string
  message: string
  code?: string
  stack?: string
  cause?: ErrorFacts
  errors?: ErrorFacts[]
}

/** Causes of causes: enough to see where a failure began. */
const deepest = 4

/**
 * What the log keeps of an error. Only named parts: the driver of the database hangs `detail`, `where` and the
 * parameters of the statement onto its errors, and they hold the values of rows.
 */
export function describeError(error: unknown, depth = 0): ErrorFacts {
  if (!(error instanceof Error)) return { type: typeof error, message: maskPersonal(String(error)) }
  const { code } = error as { code?: unknown }
  return {
    type: error.name,
    message: maskPersonal(error.message),
    ...(typeof code === 'string' || typeof code === 'number' ? { code: String(code) } : {}),
    ...(error.stack ? { stack: maskPersonal(error.stack) } : {}),
    ...(error.cause !== undefined && depth < deepest
      ? { cause: describeError(error.cause, depth + 1) }
      : {}),
    ...(error instanceof AggregateError && depth < deepest
      ? { errors: error.errors.slice(0, 5).map((one) => describeError(one, depth + 1)) }
      : {}),
  }
}
