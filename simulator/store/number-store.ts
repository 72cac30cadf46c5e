import type { Store } from './open-store.ts'

export type BusinessNumber = {
  phoneNumberId: string
  wabaId: string
  businessId: string
  displayPhoneNumber: string
  verifiedName: string
  accessToken: string
  throughput: number
  /** People reachable outside windows in 24 hours; null is unlimited. */
  messagingLimit: number | null
  isRegistered: boolean
  createdAtMs: number
}

type Row = {
  phone_number_id: string
  waba_id: string
  business_id: string
  display_phone_number: string
  verified_name: string
  access_token: string
  throughput_per_second: number
  messaging_limit: number | null
  is_registered: number
  created_at_ms: number
}

const toNumber = (row: Row): BusinessNumber => ({
  phoneNumberId: row.phone_number_id,
  wabaId: row.waba_id,
  businessId: row.business_id,
  displayPhoneNumber: row.display_phone_number,
  verifiedName: row.verified_name,
  accessToken: row.access_token,
  throughput: row.throughput_per_second,
  messagingLimit: row.messaging_limit,
  isRegistered: row.is_registered === 1,
  createdAtMs: row.created_at_ms,
})

export const listNumbers = ({ sql }: Store): BusinessNumber[] =>
  (sql.all`select * from business_number order by created_at_ms, phone_number_id` as Row[]).map(
    toNumber,
  )

export const listNumbersOfWaba = ({ sql }: Store, wabaId: string): BusinessNumber[] =>
  (
    sql.all`select * from business_number where waba_id = ${wabaId}
      order by created_at_ms, phone_number_id` as Row[]
  ).map(toNumber)

export function findNumber({ sql }: Store, phoneNumberId: string): BusinessNumber | undefined {
  const row = sql.get`select * from business_number
    where phone_number_id = ${phoneNumberId}` as Row | undefined
  return row && toNumber(row)
}

/** Whether any number was given this token; Meta checks the token before anything else. */
export const tokenExists = ({ sql }: Store, accessToken: string): boolean =>
  sql.get`select 1 as found from business_number where access_token = ${accessToken} limit 1` !==
  undefined

export const saveNumber = ({ sql }: Store, number: BusinessNumber) =>
  sql.run`insert into business_number (phone_number_id, waba_id, business_id, display_phone_number,
      verified_name, access_token, throughput_per_second, messaging_limit, is_registered, created_at_ms)
    values (${number.phoneNumberId}, ${number.wabaId}, ${number.businessId},
      ${number.displayPhoneNumber}, ${number.verifiedName}, ${number.accessToken},
      ${number.throughput}, ${number.messagingLimit}, ${number.isRegistered ? 1 : 0},
      ${number.createdAtMs})
    on conflict (phone_number_id) do update set waba_id = excluded.waba_id,
      business_id = excluded.business_id, display_phone_number = excluded.display_phone_number,
      verified_name = excluded.verified_name, access_token = excluded.access_token,
      throughput_per_second = excluded.throughput_per_second,
      messaging_limit = excluded.messaging_limit, is_registered = excluded.is_registered`
