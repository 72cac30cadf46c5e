import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { LiveHint } from '#shared/contracts/live-event.ts'
import { readConfig } from '#server/config/config.ts'
import type { DatabaseAddress } from '#server/database/connection.ts'
import { openDatabase } from '#server/database/database.ts'
import { databaseKeyStore } from '#server/database/key-store.ts'
import type { GraphClient } from '#server/meta/graph-client.ts'
import { localBlobStore } from '#server/platform/blobs/local-blob-store.ts'
import { offsetClock, type OffsetClock } from '#server/platform/clock.ts'
import type { TenantId } from '#server/platform/ids.ts'
import { createLog } from '#server/platform/log.ts'
import { createMetrics } from '#server/platform/metrics.ts'
import { createKeyring } from '#server/platform/sealing/keyring.ts'
import { localKeyFile } from '#server/platform/sealing/key-provider.ts'
import type { LiveHints } from '#server/runtime/live-hints.ts'
import type { Runtime } from '#server/runtime/runtime.ts'
import { createWakeups } from '#server/runtime/wakeups.ts'
import { createGiven, type Given } from './given.ts'
import { StatementRecord } from './statement-record.ts'
import { createTestDatabase } from './test-database.ts'

export type RecordedHint = { tenantId: TenantId; hint: LiveHint }

export type TestRuntime = Runtime & {
  address: DatabaseAddress
  clock: OffsetClock
  given: Given
  /** Everything published so far, oldest first. */
  recordedHints: RecordedHint[]
  /** Text of every SQL statement so far, oldest first. */
  statements: readonly string[]
} & AsyncDisposable

/**
 * A runtime on a database of its own, with temporary folders and a clock to move by hand. When it ends, every
 * SQL statement it ran is checked for the tenant key.
 */
export async function createTestRuntime(
  options: { graph?: GraphClient } = {},
): Promise<TestRuntime> {
  const testDatabase = await createTestDatabase()
  const dataDir = await mkdtemp(join(tmpdir(), 'keepword-runtime-'))
  const config = readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'silent' })
  const log = createLog('silent')
  const statements = new StatementRecord()
  const database = openDatabase({
    address: testDatabase.address,
    log,
    poolSize: 6,
    onStatement: statements.add,
  })
  const keyring = createKeyring(await localKeyFile(config.keyFile), databaseKeyStore(database))
  const { hints, recordedHints } = recordingHints()
  const clock = offsetClock()
  const runtime = {
    config,
    clock,
    log,
    metrics: createMetrics(),
    database,
    keyring,
    blobs: localBlobStore(join(dataDir, 'blobs')),
    graph: options.graph ?? unusedGraph,
    hints,
    wakeups: createWakeups(),
  }
  return {
    ...runtime,
    address: testDatabase.address,
    clock,
    given: createGiven(runtime),
    recordedHints,
    statements: statements.texts,
    [Symbol.asyncDispose]: async () => {
      await database.close()
      await testDatabase[Symbol.asyncDispose]()
      await rm(dataDir, { recursive: true, force: true })
      statements.assertTenantsNamed()
    },
  }
}

function recordingHints(): { hints: LiveHints; recordedHints: RecordedHint[] } {
  const recordedHints: RecordedHint[] = []
  const listeners = new Map<TenantId, Set<(hint: LiveHint | 'resync') => void>>()
  const hints: LiveHints = {
    publish: (tenantId, hint) => {
      recordedHints.push({ tenantId, hint })
      listeners.get(tenantId)?.forEach((listener) => listener(hint))
    },
    subscribe: (tenantId, listener) => {
      const ofTenant = listeners.get(tenantId) ?? new Set()
      listeners.set(tenantId, ofTenant.add(listener))
      return () => ofTenant.delete(listener)
    },
    close: async () => {},
  }
  return { hints, recordedHints }
}

const refuse = (): never => {
  throw new Error('this test did not expect a call to the Graph API; pass one as `graph`')
}

const unusedGraph: GraphClient = {
  sendMessage: refuse,
  markRead: refuse,
  uploadMedia: refuse,
  mediaFacts: refuse,
  downloadMedia: refuse,
  close: async () => {},
}
