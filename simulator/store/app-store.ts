import type { Store } from './open-store.ts'

export type App = {
  appId: string
  appSecret: string
  verifyToken: string
  callbackUrl: string | null
}

type Row = {
  app_id: string
  app_secret: string
  verify_token: string
  callback_url: string | null
}

const toApp = (row: Row): App => ({
  appId: row.app_id,
  appSecret: row.app_secret,
  verifyToken: row.verify_token,
  callbackUrl: row.callback_url,
})

export const listApps = ({ sql }: Store): App[] =>
  (sql.all`select * from app order by app_id` as Row[]).map(toApp)

export function findApp({ sql }: Store, appId: string): App | undefined {
  const row = sql.get`select * from app where app_id = ${appId}` as Row | undefined
  return row && toApp(row)
}

export const saveApp = ({ sql }: Store, app: App) =>
  sql.run`insert into app (app_id, app_secret, verify_token, callback_url)
    values (${app.appId}, ${app.appSecret}, ${app.verifyToken}, ${app.callbackUrl})
    on conflict (app_id) do update set app_secret = excluded.app_secret,
      verify_token = excluded.verify_token, callback_url = excluded.callback_url`

export type Subscription = {
  appId: string
  overrideCallbackUrl: string | null
}

type SubscriptionRow = { app_id: string; override_callback_url: string | null }

/** Apps that receive the webhooks of this WABA. */
export const listSubscriptions = ({ sql }: Store, wabaId: string): Subscription[] =>
  (
    sql.all`select app_id, override_callback_url from waba_subscription
      where waba_id = ${wabaId} order by app_id` as SubscriptionRow[]
  ).map((row) => ({ appId: row.app_id, overrideCallbackUrl: row.override_callback_url }))

export const subscribe = (
  { sql }: Store,
  wabaId: string,
  appId: string,
  override: { callbackUrl: string; verifyToken: string } | null = null,
) =>
  sql.run`insert into waba_subscription (waba_id, app_id, override_callback_url, override_verify_token)
    values (${wabaId}, ${appId}, ${override?.callbackUrl ?? null}, ${override?.verifyToken ?? null})
    on conflict (waba_id, app_id) do update set
      override_callback_url = excluded.override_callback_url,
      override_verify_token = excluded.override_verify_token`

export const unsubscribe = ({ sql }: Store, wabaId: string) =>
  sql.run`delete from waba_subscription where waba_id = ${wabaId}`

/** Gives a new app the WABAs that no app listens to yet, so that the order of set-up does not matter. */
export const subscribeToOrphanedWabas = ({ sql }: Store, appId: string) =>
  sql.run`insert into waba_subscription (waba_id, app_id)
    select distinct waba_id, ${appId} from business_number
    where waba_id not in (select waba_id from waba_subscription)`
