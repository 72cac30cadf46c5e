/**
 * How many requests one process may have under way in all. When three quarters are taken, an endpoint that has one
 * gets no second, so that many slow endpoints cannot keep the others waiting.
 */
export type RequestBudget = {
  /** Takes one; `held`: what this endpoint has already. When there is none, `retry` is called once there may be. */
  take(held: number, retry: () => void): boolean
  give(): void
}

export function requestBudget(most: number): RequestBudget {
  const scarceFrom = Math.floor(most * 0.75)
  const waiting = new Set<() => void>()
  let taken = 0
  return {
    take: (held, retry) => {
      if (taken < scarceFrom || (taken < most && held === 0)) {
        taken += 1
        return true
      }
      waiting.add(retry)
      return false
    },
    give: () => {
      taken -= 1
      const [next] = waiting
      if (!next) return
      waiting.delete(next)
      next()
    },
  }
}
