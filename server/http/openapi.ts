import swagger from '@fastify/swagger'
import { jsonSchemaTransform } from 'fastify-type-provider-zod'
import type { HttpApp } from './http-app.ts'

/** Describes `/v1` as OpenAPI 3.1, from the schemas that validate; served at /v1/openapi.json. */
export async function describeApi(app: HttpApp): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Keepword',
        version: '1',
        description: 'Conversations, messages, contacts and media of one workspace.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      components: {
        securitySchemes: { apiKey: { type: 'http', scheme: 'bearer', description: 'kw_live_…' } },
      },
      security: [{ apiKey: [] }],
    },
    transform: (route) =>
      jsonSchemaTransform({
        ...route,
        schema: route.url.startsWith('/v1/') ? route.schema : { ...route.schema, hide: true },
      }),
  })
  app.get('/v1/openapi.json', { config: { access: 'public' }, schema: { hide: true } }, async () =>
    app.swagger(),
  )
}
