import type { Store } from './open-store.ts'

export type QueuedWebhook = {
  webhookId: number
  appId: string
  chatKey: string
  label: string
  /** The person's message whose delivery shows a second tick; null for statuses. */
  wamid: string | null
  /** Overrides the app's callback; null is the app's own. */
  url: string | null
  body: string
  state: 'pending' | 'delivered'
  attemptCount: number
  nextAttemptAtMs: number
  lastStatus: number | null
  lastError: string | null
  createdAtMs: number
  deliveredAtMs: number | null
}

type Row = {
  webhook_id: number
  app_id: string
  chat_key: string
  label: string
  wamid: string | null
  url: string | null
  body: string
  state: QueuedWebhook['state']
  attempt_count: number
  next_attempt_at_ms: number
  last_status: number | null
  last_error: string | null
  created_at_ms: number
  delivered_at_ms: number | null
}

const toWebhook = (row: Row): QueuedWebhook => ({
  webhookId: row.webhook_id,
  appId: row.app_id,
  chatKey: row.chat_key,
  label: row.label,
  wamid: row.wamid,
  url: row.url,
  body: row.body,
  state: row.state,
  attemptCount: row.attempt_count,
  nextAttemptAtMs: row.next_attempt_at_ms,
  lastStatus: row.last_status,
  lastError: row.last_error,
  createdAtMs: row.created_at_ms,
  deliveredAtMs: row.delivered_at_ms,
})

export type NewWebhook = Pick<
  QueuedWebhook,
  'appId' | 'chatKey' | 'label' | 'wamid' | 'url' | 'body' | 'createdAtMs'
>

export function insertWebhook({ sql }: Store, webhook: NewWebhook): number {
  const { lastInsertRowid } = sql.run`insert into webhook
      (app_id, chat_key, label, wamid, url, body, state, created_at_ms)
    values (${webhook.appId}, ${webhook.chatKey}, ${webhook.label}, ${webhook.wamid},
      ${webhook.url}, ${webhook.body}, 'pending', ${webhook.createdAtMs})`
  return Number(lastInsertRowid)
}

/** The oldest undelivered webhook of a chat that comes after `afterId`. */
export function nextPending(
  { sql }: Store,
  chatKey: string,
  afterId = 0,
): QueuedWebhook | undefined {
  const row = sql.get`select * from webhook
    where state = 'pending' and chat_key = ${chatKey} and webhook_id > ${afterId}
    order by webhook_id limit 1` as Row | undefined
  return row && toWebhook(row)
}

/** Chats with work left, for the start after a crash. */
export const listPendingChatKeys = ({ sql }: Store): string[] =>
  sql.all`select distinct chat_key from webhook where state = 'pending'`.map((row) =>
    String(row['chat_key']),
  )

export const countPending = ({ sql }: Store): number =>
  Number(sql.get`select count(*) as count from webhook where state = 'pending'`?.['count'])

export const markDelivered = ({ sql }: Store, webhookId: number, status: number, atMs: number) =>
  sql.run`update webhook set state = 'delivered', attempt_count = attempt_count + 1,
      last_status = ${status}, last_error = null, delivered_at_ms = ${atMs}
    where webhook_id = ${webhookId}`

export const markAttemptFailed = (
  { sql }: Store,
  webhookId: number,
  failure: { status: number | null; error: string; nextAttemptAtMs: number },
) =>
  sql.run`update webhook set attempt_count = attempt_count + 1, last_status = ${failure.status},
      last_error = ${failure.error}, next_attempt_at_ms = ${failure.nextAttemptAtMs}
    where webhook_id = ${webhookId}`

/** Newest first. */
export const listWebhooks = (
  { sql }: Store,
  state: QueuedWebhook['state'] | null,
  limit: number,
): QueuedWebhook[] =>
  (
    sql.all`select * from webhook where ${state} is null or state = ${state}
      order by webhook_id desc limit ${limit}` as Row[]
  ).map(toWebhook)

/** The delivered ones are a log for people; the newest `keep` are enough. */
export const pruneDelivered = ({ sql }: Store, keep: number) =>
  sql.run`delete from webhook where state = 'delivered'
    and webhook_id <= (select max(webhook_id) from webhook) - ${keep}`

/** For a webhook whose app has lost its callback: nobody is left to tell. */
export const deleteWebhook = ({ sql }: Store, webhookId: number) =>
  sql.run`delete from webhook where webhook_id = ${webhookId}`
