import { z } from 'zod'
import { isUuid } from '../platform/ids.ts'
import { httpProblem } from './http-problems.ts'

/** Path parameters of routes about one thing. */
export const PathId = z.object({ id: z.string().max(300) })

/** A thing that does not exist and one of another tenant look the same: 404, never 403. */
export const notFound = (what: string) =>
  httpProblem('not_found', `There is no ${what} with this id in this workspace.`)

/** An id of ours from a path. @throws not_found for anything that cannot be one. */
export function pathId<T extends string>(id: string, what: string): T {
  if (!isUuid(id)) throw notFound(what)
  return id as T
}
