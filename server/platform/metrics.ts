import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

type Described<Label extends string> = {
  /** `keepword_…`, with the unit and `_total` as Prometheus wants them. */
  name: string
  help: string
  /** What a series is told apart by. Values come from short fixed lists: never ids, numbers, names or addresses. */
  labels?: readonly Label[]
}

/**
 * The numbers of one process. Whoever measures asks for an instrument by its name; the same name gives the same
 * instrument, so that two parts may count together.
 */
export type Metrics = {
  counter<Label extends string = never>(described: Described<Label>): Counter<Label>
  histogram<Label extends string = never>(
    described: Described<Label> & { buckets: readonly number[] },
  ): Histogram<Label>
  gauge<Label extends string = never>(described: Described<Label>): Gauge<Label>
  /** Calls `set` before each reading, for values that are looked up rather than counted. */
  beforeReading(set: () => void | Promise<void>): void
  /** CPU, memory, event loop and garbage collection of this process. */
  addProcessMetrics(): void
  /** Everything, in the text format of Prometheus. */
  read(): Promise<{ contentType: string; text: string }>
}

export function createMetrics(): Metrics {
  const registry = new Registry()
  const setters: (() => void | Promise<void>)[] = []
  const settings = <Label extends string>({ name, help, labels = [] }: Described<Label>) => ({
    name,
    help,
    labelNames: [...labels],
    registers: [registry],
  })
  return {
    counter: <Label extends string>(described: Described<Label>) =>
      (registry.getSingleMetric<Label>(described.name) as Counter<Label> | undefined) ??
      new Counter<Label>(settings(described)),
    histogram: <Label extends string>(
      described: Described<Label> & { buckets: readonly number[] },
    ) =>
      (registry.getSingleMetric<Label>(described.name) as Histogram<Label> | undefined) ??
      new Histogram<Label>({ ...settings(described), buckets: [...described.buckets] }),
    gauge: <Label extends string>(described: Described<Label>) =>
      (registry.getSingleMetric<Label>(described.name) as Gauge<Label> | undefined) ??
      new Gauge<Label>(settings(described)),
    beforeReading: (set) => {
      setters.push(set)
    },
    addProcessMetrics: () => collectDefaultMetrics({ register: registry }),
    read: async () => {
      for (const set of setters) await set()
      return { contentType: registry.contentType, text: await registry.metrics() }
    },
  }
}
