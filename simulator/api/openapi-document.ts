import { z } from 'zod'
import type { ApiRoute } from './api-route.ts'

/** OpenAPI 3.1 of the simulator's own API, from the schemas that validate it. */
export function openApiDocument(routes: ApiRoute[]): object {
  const paths: Record<string, Record<string, object>> = {}
  for (const route of routes) {
    const path = `/simulator/api${route.path.replace(/:(\w+)/g, '{$1}')}`
    paths[path] ??= {}
    paths[path][route.method.toLowerCase()] = operationOf(route)
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Keepword simulator', version: '1' },
    paths,
  }
}

function operationOf(route: ApiRoute): object {
  const inPath = [...route.path.matchAll(/:(\w+)/g)].map((match) => ({
    name: match[1],
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
  const query = route.query && jsonSchemaOf(route.query)
  const inQuery = Object.entries((query?.['properties'] ?? {}) as Record<string, object>).map(
    ([name, schema]) => ({ name, in: 'query', schema }),
  )
  return {
    summary: route.summary,
    parameters: [...inPath, ...inQuery],
    ...(route.body && {
      requestBody: { content: { 'application/json': { schema: jsonSchemaOf(route.body) } } },
    }),
    responses: { default: { description: 'JSON; refusals are application/problem+json.' } },
  }
}

const jsonSchemaOf = (schema: z.ZodType): Record<string, unknown> =>
  z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
