import { DatabaseSync, type SQLTagStore } from 'node:sqlite'
import { schema, schemaVersion } from './schema.ts'

export type Store = {
  readonly sql: SQLTagStore
  /** Runs `work` in one transaction; a nested call joins the one that is open. */
  transaction<T>(work: () => T): T
  close(): void
}

export class StoreUnavailable extends Error {}

/**
 * Opens the simulator's database and creates its tables.
 * @param file  path of the database file, or ':memory:'.
 * @throws StoreUnavailable with a sentence for people: locked, unwritable, or newer than this program.
 */
export function openStore(file: string): Store {
  const database = openDatabase(file)
  const sql = database.createTagStore(300)
  let depth = 0

  return {
    sql,
    transaction(work) {
      if (depth > 0) return work()
      depth += 1
      database.exec('begin immediate')
      try {
        const result = work()
        database.exec('commit')
        return result
      } catch (error) {
        database.exec('rollback')
        throw error
      } finally {
        depth -= 1
      }
    },
    close: () => database.close(),
  }
}

function openDatabase(file: string): DatabaseSync {
  let database: DatabaseSync | undefined
  try {
    // A simulator that is just closing gets a moment to let go of the file.
    database = new DatabaseSync(file, { timeout: 1500 })
    // Exclusive: a second simulator on the same folder is refused instead of sending everything twice.
    // synchronous=off survives kill -9 (the page cache is the kernel's); a power cut is not our case.
    database.exec(
      'pragma locking_mode = exclusive; pragma journal_mode = wal; pragma synchronous = off; pragma foreign_keys = on',
    )
    const found = Number(database.prepare('pragma user_version').get()?.['user_version'] ?? 0)
    if (found > schemaVersion) {
      throw new StoreUnavailable(
        `${file} was written by a newer simulator (schema ${found}, this program knows ${schemaVersion}).`,
      )
    }
    database.exec(schema)
    database.exec(`pragma user_version = ${schemaVersion}`)
    return database
  } catch (error) {
    database?.close()
    if (error instanceof StoreUnavailable) throw error
    const reason = error instanceof Error ? error.message : String(error)
    throw new StoreUnavailable(
      reason.includes('locked')
        ? `Another simulator is using ${file}; stop it or choose another --data-dir.`
        : `Cannot open ${file}: ${reason}.`,
      { cause: error },
    )
  }
}
