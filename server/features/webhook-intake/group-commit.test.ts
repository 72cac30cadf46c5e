import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CommitQueueFull, groupCommit } from './group-commit.ts'

test('rows that arrive while a statement runs share the next one, in order', async () => {
  const written: number[][] = []
  const gates: PromiseWithResolvers<void>[] = []
  const commit = groupCommit<number>(async (rows) => {
    written.push(rows)
    const gate = Promise.withResolvers<void>()
    gates.push(gate)
    await gate.promise
  })
  const next = () => new Promise<void>((resolve) => setImmediate(resolve))
  const first = [commit(1, 10), commit(2, 10)]
  await next()
  const second = [commit(3, 10), commit(4, 10)]
  gates[0]?.resolve()
  await Promise.all(first)
  await next()
  gates[1]?.resolve()
  await Promise.all(second)
  assert.deepEqual(written, [
    [1, 2],
    [3, 4],
  ])
})

test('a failed statement fails its own rows only', async () => {
  let round = 0
  const commit = groupCommit<number>(async () => {
    if (round++ === 0) throw new Error('no database')
  })
  await assert.rejects(commit(1, 10), /no database/)
  await commit(2, 10)
})

test('what is more than can wait is refused at once, and there is room again afterwards', async () => {
  const gate = Promise.withResolvers<void>()
  const commit = groupCommit<number>(() => gate.promise)
  const sizeBytes = 1024 * 1024
  const taken = Array.from({ length: 64 }, (_, index) => commit(index, sizeBytes))
  await assert.rejects(commit(65, sizeBytes), CommitQueueFull)
  gate.resolve()
  await Promise.all(taken)
  await commit(66, sizeBytes)
})
