/** Rows of one statement; 5 values each stay far below the protocol's 65,535 parameters. */
const mostRowsPerCommit = 256

/** What may wait at most. Beyond it the caller is told to come again: Meta repeats for days. */
const mostWaitingRows = 5_000
const mostWaitingBytes = 64 * 1024 * 1024

export class CommitQueueFull extends Error {
  override readonly name = 'CommitQueueFull'
}

type Waiting<Row> = { row: Row; sizeBytes: number; settle: PromiseWithResolvers<void> }

/**
 * Gathers rows that arrive while a statement is under way into the next one.
 * @param write  stores the rows durably in one statement, or throws and stores none.
 * @returns a function that settles once its row is durable. It throws `CommitQueueFull` at once when too
 *   much waits, and what `write` threw when the statement failed.
 */
export function groupCommit<Row>(
  write: (rows: Row[]) => Promise<void>,
): (row: Row, sizeBytes: number) => Promise<void> {
  let waiting: Waiting<Row>[] = []
  let waitingBytes = 0
  let isWriting = false

  const writeAll = async (): Promise<void> => {
    isWriting = true
    while (waiting.length > 0) {
      const batch = waiting.slice(0, mostRowsPerCommit)
      waiting = waiting.slice(batch.length)
      waitingBytes -= batch.reduce((sum, item) => sum + item.sizeBytes, 0)
      try {
        await write(batch.map((item) => item.row))
        for (const item of batch) item.settle.resolve()
      } catch (error) {
        for (const item of batch) item.settle.reject(error)
      }
    }
    isWriting = false
  }
  return (row, sizeBytes) => {
    if (waiting.length >= mostWaitingRows || waitingBytes + sizeBytes > mostWaitingBytes)
      return Promise.reject(new CommitQueueFull('too many webhooks wait to be stored'))
    const settle = Promise.withResolvers<void>()
    waiting.push({ row, sizeBytes, settle })
    waitingBytes += sizeBytes
    // A tick later, so that requests read in the same turn of the event loop share the statement.
    if (!isWriting) {
      isWriting = true
      setImmediate(() => void writeAll())
    }
    return settle.promise
  }
}
