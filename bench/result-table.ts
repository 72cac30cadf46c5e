import type { BenchResult } from './bench.ts'

const columns: { head: string; value(this: void, result: BenchResult): string }[] = [
  { head: 'bench', value: ({ name }) => name },
  { head: 'value', value: ({ value }) => short(value) },
  { head: 'unit', value: ({ unit }) => unit },
  { head: 'ceiling', value: ({ ceiling }) => short(ceiling) },
  { head: 'ratio', value: ({ ratio }) => (ratio === undefined ? '' : ratio.toFixed(2)) },
  { head: 'p50 ms', value: ({ p50Ms }) => short(p50Ms) },
  { head: 'p99 ms', value: ({ p99Ms }) => short(p99Ms) },
  { head: 'RSS MB', value: ({ rssMb }) => short(rssMb) },
]

/** Thousands in groups; below a hundred with one decimal. */
const short = (value: number | undefined): string =>
  value === undefined
    ? ''
    : value.toLocaleString('en', { maximumFractionDigits: value < 100 ? 1 : 0 })

/** The results as a Markdown table, so that it can be read here and pasted there. */
export function resultTable(results: readonly BenchResult[]): string {
  const rows = results.map((result) => columns.map(({ value }) => value(result)))
  const widths = columns.map(({ head }, index) =>
    Math.max(head.length, ...rows.map((row) => row[index]?.length ?? 0)),
  )
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, index) => (index === 0 || index === 2 ? cell.padEnd(widths[index] ?? 0) : cell.padStart(widths[index] ?? 0))).join(' | ')} |`
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`
  return [line(columns.map(({ head }) => head)), rule, ...rows.map(line)].join('\n')
}
