import { sql } from 'kysely'
import type { Runtime } from '../runtime/runtime.ts'
import type { HttpApp } from './http-app.ts'
import { httpProblem } from './http-problems.ts'

/** `/healthz`: the process answers. `/readyz`: it can also reach its database. */
export function healthRoutes(app: HttpApp, runtime: Runtime): void {
  app.get('/healthz', { config: { access: 'public', isQuiet: true } }, async () => ({
    status: 'ok',
  }))
  app.get('/readyz', { config: { access: 'public', isQuiet: true } }, async () => {
    await sql`select 1`.execute(runtime.database.engine).catch(() => {
      throw httpProblem('unavailable', 'The database cannot be reached.')
    })
    return { status: 'ready' }
  })
}
