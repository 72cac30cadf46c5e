import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { readConfig } from './config.ts'
import { configurationPage } from './configuration-page.ts'

const faultsOf = (environment: NodeJS.ProcessEnv): string => {
  try {
    readConfig(environment)
    return ''
  } catch (error) {
    return (error as Error).message
  }
}

test('an empty environment is a whole configuration', () => {
  const config = readConfig({})
  assert.equal(config.port, 3000)
  assert.equal(config.publicUrl, 'http://localhost:3000')
  assert.equal(config.metaApp, null)
})

test('a fault names variable, rule and value, and all faults come together', () => {
  const faults = faultsOf({ PORT: '70000', LOG_LEVEL: 'loud' })
  assert.match(faults, /PORT must be 1 to 65535, got "70000"/)
  assert.match(faults, /LOG_LEVEL must be trace, .* got "loud"/)
})

test('the limits of PORT are 1 and 65535', () => {
  assert.equal(readConfig({ PORT: '1' }).port, 1)
  assert.equal(readConfig({ PORT: '65535' }).port, 65_535)
  assert.match(faultsOf({ PORT: '0' }), /PORT must be 1 to 65535/)
  assert.match(faultsOf({ PORT: '3000.5' }), /PORT must be a whole number/)
  assert.match(faultsOf({ PORT: 'http' }), /PORT must be a number/)
})

test('the value of a secret is not in the fault', () => {
  const faults = faultsOf({
    DATABASE_URL: 'mysql://root:planted-secret@db',
    META_APP_SECRET: 'short',
  })
  assert.match(faults, /DATABASE_URL must be a postgres:\/\/ address/)
  assert.doesNotMatch(faults, /planted-secret|short/)
})

test('a Meta app needs its secret and verify token', () => {
  const faults = faultsOf({ META_APP_ID: '1234' })
  assert.match(faults, /META_APP_SECRET must be set together with META_APP_ID/)
  assert.match(faults, /META_VERIFY_TOKEN must be set together with META_APP_ID/)
})

test('the reference page is the one generated from the declaration', async () => {
  const page = await readFile(
    new URL('../../docs/reference/configuration.md', import.meta.url),
    'utf8',
  )
  assert.equal(page, configurationPage(), 'run "npm run docs"')
})
