import type pg from 'pg'

const rowsPerStatement = 2_000

/** One column: its type in the statement and where its value comes from. */
export type BulkColumn<Row> = {
  name: string
  type: string
  /** When the column is something else than `type`, an array for example. */
  cast?: string
  value(this: void, row: Row): unknown
}

/** Inserts any number of rows, a few thousand with each statement. For filling only; the product does not. */
export async function bulkInsert<Row>(
  client: pg.Client,
  table: string,
  columns: readonly BulkColumn<Row>[],
  rows: readonly Row[],
): Promise<void> {
  const names = columns.map(({ name }) => name).join(', ')
  const selected = columns.map(({ name, cast }) => (cast ? `${name}::${cast}` : name)).join(', ')
  const arrays = columns.map(({ type }, index) => `$${index + 1}::${type}[]`).join(', ')
  const text = `insert into ${table} (${names}) select ${selected} from unnest(${arrays}) as filled (${names})`
  for (let at = 0; at < rows.length; at += rowsPerStatement) {
    const batch = rows.slice(at, at + rowsPerStatement)
    await client.query(
      text,
      columns.map(({ value }) => batch.map((row) => value(row))),
    )
  }
}
