import assert from 'node:assert/strict'
import { test } from 'node:test'
import { namesTenant } from './statement-record.ts'

test('a statement on a tenant table without the tenant key is found', () => {
  assert.equal(namesTenant('app: select * from "message" where "id" = $1'), false)
  assert.equal(namesTenant('app: select * from message where tenant_id = $1 and id = $2'), true)
  assert.equal(namesTenant('app: update "outbox" set "state" = $1'), false)
})

test('each joined tenant table needs the key', () => {
  const join = 'app: select 1 from message m join conversation c on c.id = m.conversation_id'
  assert.equal(namesTenant(`${join} where m.tenant_id = $1`), false)
  assert.equal(namesTenant(`${join} and c.tenant_id = m.tenant_id where m.tenant_id = $1`), true)
})

test('an insert names the tenant among its columns', () => {
  assert.equal(namesTenant('app: insert into "note" ("id") values ($1)'), false)
  assert.equal(namesTenant('app: insert into "note" ("tenant_id", "id") values ($1, $2)'), true)
})

test('only the engine role may look across tenants, and says why', () => {
  const sweep = 'select id from outbox /* across tenants: slow sweep */'
  assert.equal(namesTenant(`engine: ${sweep}`), true)
  assert.equal(namesTenant(`app: ${sweep}`), false)
})
