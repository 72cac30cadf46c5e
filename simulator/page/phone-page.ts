import { access } from 'node:fs/promises'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join('; ')

const notBuilt =
  'The phone page is not built yet. Run "npm run build" in the project folder and reload.\n'

/** Serves the built phone page below `/simulator`; the API below it is matched first. */
export async function phonePage(server: FastifyInstance, folder: string): Promise<void> {
  await server.register(fastifyStatic, { root: folder, serve: false, suppressWarning: true })

  server.get('/', (_, reply) => reply.redirect('/simulator/'))
  server.get('/simulator', (request, reply) => {
    const query = request.url.split('?')[1]
    return reply.redirect(query === undefined ? '/simulator/' : `/simulator/?${query}`)
  })
  server.get<{ Params: { '*': string } }>('/simulator/*', async (request, reply) => {
    const path = request.params['*']
    if (path.startsWith('api/')) return reply.callNotFound()
    const isBuilt = await exists(join(folder, 'index.html'))
    if (!isBuilt) return reply.code(503).type('text/plain; charset=utf-8').send(notBuilt)
    // Paths without a file are addresses inside the page.
    return path.startsWith('assets/')
      ? sendAsset(reply, folder, path)
      : /\.\w+$/.test(path)
        ? reply.sendFile(path, folder)
        : sendPage(reply, folder)
  })
}

const sendPage = (reply: FastifyReply, folder: string): FastifyReply =>
  reply
    .header('content-security-policy', policy)
    .header('x-content-type-options', 'nosniff')
    .header('referrer-policy', 'no-referrer')
    .header('cache-control', 'no-cache')
    .sendFile('index.html', folder, { cacheControl: false })

/** Vite puts a hash into these names, so a browser may keep them. */
const sendAsset = (reply: FastifyReply, folder: string, path: string): FastifyReply =>
  reply
    .header('x-content-type-options', 'nosniff')
    .sendFile(path, folder, { maxAge: '365d', immutable: true })

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  )
