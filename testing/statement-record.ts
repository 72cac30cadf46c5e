import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Tables whose rows belong to a tenant, read from the dump of the schema. */
const tenantTables = readFileSync(
  join(import.meta.dirname, '../server/database/schema.sql'),
  'utf8',
)
  .split('\n')
  .map((line) => /^table (\w+) {2}-- row-level security forced$/.exec(line)?.[1])
  .filter((name) => name !== undefined && name !== 'tenant')

const tenantTable = new RegExp(
  `\\b(?:from|join|update|into)\\s+"?(${tenantTables.join('|')})"?\\b`,
  'g',
)

/**
 * Statements of the engine role that look across tenants on purpose, by a part of their text. On a
 * distributed database each of them visits every node, so none may be on a hot path.
 */
const acrossTenants: { part: RegExp; reason: string }[] = [
  {
    part: /from "app_user" inner join "membership"/,
    reason: 'sign-in: the tenant is found by the address',
  },
  {
    part: /from "session" inner join "app_user"/,
    reason: 'authentication: joined on the session’s tenant',
  },
]

/** Adds the parts a feature looks across tenants with; kept beside the list above for reading. */
export function isAcrossTenants(text: string): boolean {
  return (
    acrossTenants.some((allowed) => allowed.part.test(text)) || /\/\* across tenants: /.test(text)
  )
}

/** Keeps every statement of a test, and fails on one that touches a tenant's table without the tenant key. */
export class StatementRecord {
  readonly #distinct = new Set<string>()
  readonly texts: string[] = []

  readonly add = (text: string, role: 'app' | 'engine'): void => {
    this.texts.push(text)
    this.#distinct.add(`${role}: ${text}`)
  }

  assertTenantsNamed(): void {
    const faults = [...this.#distinct].filter((text) => !namesTenant(text))
    assert.equal(
      faults.length,
      0,
      `Every statement on a tenant's table names tenant_id (or says "/* across tenants: why */"):\n${faults.join('\n')}`,
    )
  }
}

export function namesTenant(recorded: string): boolean {
  const [role, text] = [recorded.slice(0, recorded.indexOf(':')), recorded.toLowerCase()]
  const touched = [...text.matchAll(tenantTable)]
  if (touched.length === 0) return true
  if (role === 'engine' && isAcrossTenants(text)) return true
  // One mention for each table touched: in a condition, a join, or the column list of an insert.
  const mentions = text.match(/"?tenant_id"?/g)?.length ?? 0
  return mentions >= touched.length
}
