import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { HttpApp } from './http-app.ts'

const distDir = resolve(import.meta.dirname, '../../web/dist')

/** Nothing but our own origin: no inline script or style, no foreign frames. `blob:` is for previews of files. */
const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "connect-src 'self'",
  "font-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

/** Paths that belong to programs; a wrong one answers with a problem, not with the app's page. */
const programPaths = /^\/(v1|graph|webhooks|media|api|healthz|readyz|metrics)(\/|$)/

/** Serves the built web app: hashed assets for ever, its page for every path a person may open. */
export function serveWebApp(app: HttpApp): void {
  const index = join(distDir, 'index.html')
  const sendPage = async () => ({
    page: existsSync(index) ? await readFile(index) : null,
  })
  void app.register(fastifyStatic, {
    root: distDir,
    serve: false,
    index: false,
    etag: true,
  })
  app.get('/*', { config: { access: 'public' } }, async (request, reply) => {
    const path = decodeURIComponent(request.url.split('?')[0] ?? '/')
    if (programPaths.test(path)) return reply.callNotFound()
    void reply
      .header('content-security-policy', contentSecurityPolicy)
      .header('x-content-type-options', 'nosniff')
      .header('referrer-policy', 'no-referrer')
      .header('permissions-policy', 'microphone=(self), camera=(), geolocation=()')
    const file = path === '/' ? '' : path.slice(1)
    if (/\.[a-z0-9]+$/i.test(file)) {
      const isHashed = file.startsWith('assets/')
      return reply.sendFile(file, { maxAge: isHashed ? '365d' : 0, immutable: isHashed })
    }
    const { page } = await sendPage()
    if (!page) return reply.callNotFound()
    return reply.header('cache-control', 'no-cache').type('text/html; charset=utf-8').send(page)
  })
}
