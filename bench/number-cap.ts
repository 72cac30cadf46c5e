import type pg from 'pg'
import type { Workspace } from '#testing/deployment-workspace.ts'

/** Whether numbers have a throughput of their own in this version of the product. */
export async function hasNumberCap(client: pg.Client): Promise<boolean> {
  const { rowCount } = await client.query(
    `select from information_schema.columns
      where table_schema = 'keepword' and table_name = 'channel' and column_name = 'messages_per_second'`,
  )
  return rowCount === 1
}

export async function setNumberCap(
  client: pg.Client,
  { tenantId }: Workspace,
  messagesPerSecond: number,
): Promise<void> {
  await client.query('update channel set messages_per_second = $2 where tenant_id = $1', [
    tenantId,
    messagesPerSecond,
  ])
}
