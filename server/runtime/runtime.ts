import type { Config } from '../config/config.ts'
import type { Database } from '../database/database.ts'
import type { GraphClient } from '../meta/graph-client.ts'
import type { BlobStore } from '../platform/blobs/blob-store.ts'
import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import type { Metrics } from '../platform/metrics.ts'
import type { Keyring } from '../platform/sealing/keyring.ts'
import type { LiveHints } from './live-hints.ts'
import type { Wakeups } from './wakeups.ts'

/** What features are given to work with. Made once by main, and once for each test app. */
export type Runtime = {
  config: Config
  clock: Clock
  log: Log
  metrics: Metrics
  database: Database
  keyring: Keyring
  blobs: BlobStore
  graph: GraphClient
  hints: LiveHints
  wakeups: Wakeups
}
