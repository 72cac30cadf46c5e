/** One line of `bench/results.json`. What does not apply is left out. */
export type BenchResult = {
  name: string
  value: number
  /** The same load on the same machine in the same run, without the work that is measured. */
  ceiling?: number
  ratio?: number
  unit: string
  p50Ms?: number
  p99Ms?: number
  /** Peak of the server process. */
  rssMb?: number
}

export type BenchContext = {
  /** 1 is the size of the published numbers; smaller ones only show that a bench works. */
  scale: number
  rounds: number
  say(this: void, line: string): void
}

export type Bench = (context: BenchContext) => Promise<BenchResult[]>

/** What a bench needs is not part of the product (yet): it is left out, with the reason. */
export class BenchSkipped extends Error {
  override readonly name = 'BenchSkipped'
}

/** A size at this scale, but never below `least`. */
export const scaled = ({ scale }: BenchContext, size: number, least: number): number =>
  Math.max(least, Math.round(size * scale))
