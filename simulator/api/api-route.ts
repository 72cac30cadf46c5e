import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { ApiProblem } from './api-problem.ts'

export type ApiRoute = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Below `/simulator/api`, with `:name` for a parameter. */
  path: string
  summary: string
  body?: z.ZodType
  query?: z.ZodType
  bodyLimitBytes?: number
  handle: (call: ApiCall<unknown, unknown>) => unknown
}

type ApiCall<Body, Query> = {
  body: Body
  query: Query
  /** A parameter of the path. */
  param: (name: string) => string
  request: FastifyRequest
  reply: FastifyReply
}

type RouteOf<Body extends z.ZodType, Query extends z.ZodType> = Omit<
  ApiRoute,
  'handle' | 'body' | 'query'
> & {
  body?: Body
  query?: Query
  handle: (call: ApiCall<z.output<Body>, z.output<Query>>) => unknown
}

/** Declares one endpoint; the same declaration validates the call and describes it in OpenAPI. */
export const apiRoute = <Body extends z.ZodType, Query extends z.ZodType>(
  route: RouteOf<Body, Query>,
): ApiRoute => route as unknown as ApiRoute

export function registerApiRoute(api: FastifyInstance, route: ApiRoute): void {
  api.route({
    method: route.method,
    url: route.path,
    ...(route.bodyLimitBytes === undefined ? {} : { bodyLimit: route.bodyLimitBytes }),
    handler: (request, reply) =>
      route.handle({
        body: route.body === undefined ? undefined : check(route.body, request.body ?? {}),
        query: route.query === undefined ? undefined : check(route.query, request.query),
        param: (name) => (request.params as Record<string, string>)[name] ?? '',
        request,
        reply,
      }),
  })
}

function check(schema: z.ZodType, value: unknown): unknown {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const sentences = result.error.issues.map((issue) =>
    issue.path.length === 0 ? issue.message : `${issue.path.join('.')}: ${issue.message}`,
  )
  throw new ApiProblem(422, 'invalid', sentences.join('; '))
}
