import { readFile, readdir } from 'node:fs/promises'

const field = async (path: string, name: string): Promise<number | null> => {
  const text = await readFile(path, 'utf8').catch(() => '')
  const found = new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1]
  return found === undefined ? null : Number(found) / 1024
}

/** The most memory a process has held. @returns null where the system does not tell (only Linux does). */
export const peakRssMb = (pid: number): Promise<number | null> =>
  field(`/proc/${pid}/status`, 'VmHWM')

export const rssMb = (pid: number): Promise<number | null> => field(`/proc/${pid}/status`, 'VmRSS')

/** Memory of processes and all they started; what they share is counted once. */
export async function sharedOutMb(pids: readonly number[]): Promise<number | null> {
  let sum = 0
  for (const pid of await withDescendants(pids)) {
    const pss = await field(`/proc/${pid}/smaps_rollup`, 'Pss')
    if (pss === null) return null
    sum += pss
  }
  return sum
}

async function withDescendants(pids: readonly number[]): Promise<number[]> {
  const names = await readdir('/proc').catch(() => [])
  const parents = new Map<number, number>()
  for (const pid of names.map(Number).filter(Number.isInteger)) {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
    // The name in brackets may hold anything, so count from its end.
    parents.set(pid, Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]))
  }
  const found = new Set(pids)
  for (let before = 0; before !== found.size;) {
    before = found.size
    for (const [pid, parent] of parents) if (found.has(parent)) found.add(pid)
  }
  return [...found]
}
