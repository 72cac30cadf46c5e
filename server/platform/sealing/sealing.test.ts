import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import type { TenantId } from '../ids.ts'
import { localKeyFile } from './key-provider.ts'
import { createKeyring, createSealer, type KeyStore, type WrappedKey } from './keyring.ts'
import { messageTokens, queryTokens } from './search-tokens.ts'

const keyOf = (version: number) => ({ version, key: randomBytes(32) })
const sealerOf = (scope: string, ...versions: ReturnType<typeof keyOf>[]) =>
  createSealer(scope, new Map(versions.map((key) => [key.version, key])))

test('a sealed value opens in its place and nowhere else', () => {
  const key = keyOf(1)
  const sealer = sealerOf('tenant-a', key)
  const sealed = sealer.seal('message', 'content_sealed', 'row-1', 'hello')
  assert.equal(sealer.open('message', 'content_sealed', 'row-1', sealed).toString(), 'hello')
  assert.throws(() => sealer.open('message', 'content_sealed', 'row-2', sealed))
  assert.throws(() => sealer.open('message', 'other_sealed', 'row-1', sealed))
  assert.throws(() => sealer.open('note', 'content_sealed', 'row-1', sealed))
  assert.throws(() => sealerOf('tenant-b', key).open('message', 'content_sealed', 'row-1', sealed))
})

test('one flipped bit anywhere is noticed', () => {
  const sealer = sealerOf('tenant-a', keyOf(1))
  const sealed = sealer.seal('message', 'content_sealed', 'row-1', 'hello')
  for (let index = 0; index < sealed.length; index++) {
    const bent = Buffer.from(sealed)
    bent[index] = (bent[index] ?? 0) ^ 1
    assert.throws(() => sealer.open('message', 'content_sealed', 'row-1', bent), `byte ${index}`)
  }
})

test('after a rotation new values use the new key and old ones still open', () => {
  const [old, fresh] = [keyOf(1), keyOf(2)]
  const sealed = sealerOf('tenant-a', old).seal('note', 'text_sealed', 'row-1', 'before')
  const rotated = sealerOf('tenant-a', old, fresh)
  assert.equal(rotated.open('note', 'text_sealed', 'row-1', sealed).toString(), 'before')
  const later = rotated.seal('note', 'text_sealed', 'row-1', 'after')
  assert.throws(() => sealerOf('tenant-a', old).open('note', 'text_sealed', 'row-1', later))
  assert.deepEqual(rotated.searchKey, sealerOf('tenant-a', old).searchKey)
})

test('sealing the same words twice gives different bytes', () => {
  const sealer = sealerOf('tenant-a', keyOf(1))
  assert.notDeepEqual(
    sealer.seal('note', 'text_sealed', 'row-1', 'same'),
    sealer.seal('note', 'text_sealed', 'row-1', 'same'),
  )
})

test('the key file is made once, readable by its user alone, and holds its keys over restarts', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'keepword-keys-'))
  try {
    const path = join(dir, 'keys/file.json')
    const [first, second] = await Promise.all([localKeyFile(path), localKeyFile(path)])
    assert.equal(first.keyId, second.keyId)
    assert.equal((await stat(path)).mode & 0o777, 0o600)
    const dataKey = randomBytes(32)
    const wrapped = await first.wrap(dataKey)
    assert.deepEqual(await (await localKeyFile(path)).unwrap(first.keyId, wrapped), dataKey)
    await assert.rejects(first.unwrap('local-other', wrapped), /no key local-other/)
    await writeFile(path, 'not a key file')
    await assert.rejects(localKeyFile(path), /KEY_FILE does not hold a Keepword key file/)
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
})

test('each tenant has a key of its own, and an erased key opens nothing', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'keepword-keys-'))
  try {
    const rows = new Map<string, WrappedKey[]>()
    const store: KeyStore = {
      list: async (tenantId) => rows.get(String(tenantId)) ?? [],
      add: async (tenantId, key) => {
        rows.set(String(tenantId), [...(rows.get(String(tenantId)) ?? []), key])
      },
    }
    const keyring = createKeyring(await localKeyFile(join(dir, 'keys.json')), store)
    const [a, b] = ['tenant-a' as TenantId, 'tenant-b' as TenantId]
    const sealed = (await keyring.forTenant(a)).seal('note', 'text_sealed', 'row', 'mine')
    const ofB = await keyring.forTenant(b)
    assert.throws(() => ofB.open('note', 'text_sealed', 'row', sealed))
    rows.delete('tenant-a')
    keyring.forget(a)
    const reborn = await keyring.forTenant(a)
    assert.throws(() => reborn.open('note', 'text_sealed', 'row', sealed))
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
})

const searchKey = randomBytes(32)
const matches = (text: string, query: string): boolean => {
  const tokens = new Set(messageTokens(searchKey, text))
  const wanted = queryTokens(searchKey, query)
  return wanted.length > 0 && wanted.every((token) => tokens.has(token))
}

test('search finds words and their beginnings, without accents and case, in several scripts', () => {
  const text = 'Buenos días! Dos Teteras azules para mañana, ¿vale? お茶碗が好きです Спасибо'
  for (const query of ['tetera', 'TETERAS', 'dias', 'manana azul', 'спас', '茶碗'])
    assert.ok(matches(text, query), query)
  for (const query of ['etera', 'verde', 'teteras verdes'])
    assert.equal(matches(text, query), false, query)
})

test('a word longer than the longest prefix is found whole and begun', () => {
  assert.ok(matches('Donaudampfschifffahrt', 'Donaudampfsch'))
  assert.ok(matches('Donaudampfschifffahrt', 'donau'))
})

test('another tenant’s key gives other hashes for the same words', () => {
  const ours = new Set(messageTokens(searchKey, 'teapot'))
  assert.ok(messageTokens(randomBytes(32), 'teapot').every((token) => !ours.has(token)))
})
