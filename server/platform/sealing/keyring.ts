import { createHmac, randomBytes } from 'node:crypto'
import type { TenantId } from '../ids.ts'
import type { KeyProvider } from './key-provider.ts'
import { keyVersionOf, open, seal, type DataKey } from './seal.ts'

/** A wrapped data key as it is stored. */
export type WrappedKey = { version: number; kekId: string; wrappedKey: Buffer }

/** Where wrapped keys are kept; implemented over the database. `null` scope is the platform itself. */
export type KeyStore = {
  list(tenantId: TenantId | null): Promise<WrappedKey[]>
  /** Adds a key unless this version exists already: two processes may race to make the first one. */
  add(tenantId: TenantId | null, key: WrappedKey): Promise<void>
}

/** Seals and opens the values of one tenant, or of the platform. Synchronous: the keys are already here. */
export type Sealer = {
  seal(table: string, column: string, row: string, plaintext: Uint8Array | string): Buffer
  open(table: string, column: string, row: string, sealed: Buffer): Buffer
  sealJson(table: string, column: string, row: string, value: unknown): Buffer
  openJson<T>(table: string, column: string, row: string, sealed: Buffer): T
  /** The key of the keyed search hashes; independent of the data keys' versions. */
  readonly searchKey: Buffer
  /** Derives a secret for a purpose of its own, for example signed links. */
  derive(purpose: string): Buffer
}

export type Keyring = {
  forTenant(tenantId: TenantId): Promise<Sealer>
  forPlatform(): Promise<Sealer>
  /** Drops keys held in memory, after a rotation or an erasure. */
  forget(tenantId: TenantId | null): void
}

/** Unwrapped keys stay in memory this long, so that an erased or rotated key does not outlive its time. */
const cacheMs = 5 * 60_000

export function createKeyring(provider: KeyProvider, store: KeyStore): Keyring {
  const cache = new Map<TenantId | null, { sealer: Promise<Sealer>; until: number }>()

  const sealerFor = (tenantId: TenantId | null): Promise<Sealer> => {
    const cached = cache.get(tenantId)
    if (cached && cached.until > Date.now()) return cached.sealer
    const sealer = loadSealer(provider, store, tenantId)
    cache.set(tenantId, { sealer, until: Date.now() + cacheMs })
    sealer.catch(() => cache.delete(tenantId))
    return sealer
  }
  return {
    forTenant: sealerFor,
    forPlatform: () => sealerFor(null),
    forget: (tenantId) => {
      cache.delete(tenantId)
    },
  }
}

async function loadSealer(
  provider: KeyProvider,
  store: KeyStore,
  tenantId: TenantId | null,
): Promise<Sealer> {
  let wrapped = await store.list(tenantId)
  if (wrapped.length === 0) {
    await store.add(tenantId, {
      version: 1,
      kekId: provider.keyId,
      wrappedKey: await provider.wrap(randomBytes(32)),
    })
    wrapped = await store.list(tenantId)
  }
  const keys = new Map<number, DataKey>()
  for (const row of wrapped) {
    const key = await provider.unwrap(row.kekId, row.wrappedKey)
    keys.set(row.version, { version: row.version, key })
  }
  return createSealer(tenantId ?? 'platform', keys)
}

export function createSealer(scope: string, keys: Map<number, DataKey>): Sealer {
  const newest = keys.get(Math.max(...keys.keys()))
  const first = keys.get(Math.min(...keys.keys()))
  if (!newest || !first) throw new Error(`${scope} has no data key: it was erased`)
  // Derived from the first key, so that rotation does not make indexed messages unfindable.
  const derive = (purpose: string) =>
    createHmac('sha256', first.key).update(`keepword ${purpose}`).digest()
  const sealer: Sealer = {
    seal: (table, column, row, plaintext) =>
      seal(newest, { scope, table, column, row }, Buffer.from(plaintext)),
    open: (table, column, row, sealed) => {
      const version = keyVersionOf(sealed)
      const key = keys.get(version)
      if (!key) throw new Error(`${scope} has no data key of version ${version}`)
      return open(key, { scope, table, column, row }, sealed)
    },
    sealJson: (table, column, row, value) => sealer.seal(table, column, row, JSON.stringify(value)),
    openJson: <T>(table: string, column: string, row: string, sealed: Buffer) =>
      JSON.parse(sealer.open(table, column, row, sealed).toString('utf8')) as T,
    searchKey: derive('search'),
    derive,
  }
  return sealer
}
