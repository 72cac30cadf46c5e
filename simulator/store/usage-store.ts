import type { Store } from './open-store.ts'

// Two counters of Meta's: people reached outside windows (per portfolio, moving 24 hours) and
// delivered service messages (per number and calendar month).

export const forgetReachedBefore = ({ sql }: Store, businessId: string, beforeMs: number) =>
  sql.run`delete from business_initiated where business_id = ${businessId} and at_ms <= ${beforeMs}`

export const isReached = ({ sql }: Store, businessId: string, recipient: string): boolean =>
  sql.get`select 1 as found from business_initiated
    where business_id = ${businessId} and recipient = ${recipient}` !== undefined

export const countReached = ({ sql }: Store, businessId: string): number =>
  Number(
    sql.get`select count(*) as count from business_initiated
      where business_id = ${businessId}`?.['count'],
  )

export const saveReached = ({ sql }: Store, businessId: string, recipient: string, atMs: number) =>
  sql.run`insert into business_initiated (business_id, recipient, at_ms)
    values (${businessId}, ${recipient}, ${atMs})
    on conflict (business_id, recipient) do nothing`

export const countDeliveredInMonth = (
  { sql }: Store,
  phoneNumberId: string,
  month: string,
): number =>
  Number(
    sql.get`select delivered_count from free_tier
      where phone_number_id = ${phoneNumberId} and month = ${month}`?.['delivered_count'] ?? 0,
  )

export const addDeliveredInMonth = ({ sql }: Store, phoneNumberId: string, month: string) =>
  sql.run`insert into free_tier (phone_number_id, month, delivered_count)
    values (${phoneNumberId}, ${month}, 1)
    on conflict (phone_number_id, month) do update set delivered_count = delivered_count + 1`
