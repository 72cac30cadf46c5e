import type { Store } from './open-store.ts'

export type Person = {
  id: string
  name: string
  /** Digits of the phone number; null for somebody who has none (reachable by BSUID only). */
  waId: string | null
  username: string | null
  /** The id the first business portfolio sees; others see one of their own. */
  bsuid: string
  hidesPhoneNumber: boolean
  about: string | null
  avatarColor: string | null
  avatarUrl: string | null
  readReceipts: boolean
  online: boolean
  onWhatsApp: boolean
  createdAtMs: number
}

type Row = {
  person_id: string
  name: string
  wa_id: string | null
  username: string | null
  bsuid: string
  hides_phone_number: number
  about: string | null
  avatar_color: string | null
  avatar_url: string | null
  sends_read_receipts: number
  is_online: number
  is_on_whatsapp: number
  created_at_ms: number
}

const toPerson = (row: Row): Person => ({
  id: row.person_id,
  name: row.name,
  waId: row.wa_id,
  username: row.username,
  bsuid: row.bsuid,
  hidesPhoneNumber: row.hides_phone_number === 1,
  about: row.about,
  avatarColor: row.avatar_color,
  avatarUrl: row.avatar_url,
  readReceipts: row.sends_read_receipts === 1,
  online: row.is_online === 1,
  onWhatsApp: row.is_on_whatsapp === 1,
  createdAtMs: row.created_at_ms,
})

export const listPeople = ({ sql }: Store): Person[] =>
  (sql.all`select * from person order by created_at_ms, person_id` as Row[]).map(toPerson)

export function findPerson({ sql }: Store, personId: string): Person | undefined {
  const row = sql.get`select * from person where person_id = ${personId}` as Row | undefined
  return row && toPerson(row)
}

export function findPersonByWaId({ sql }: Store, waId: string): Person | undefined {
  const row = sql.get`select * from person where wa_id = ${waId}` as Row | undefined
  return row && toPerson(row)
}

export function findPersonByUsername({ sql }: Store, username: string): Person | undefined {
  const row = sql.get`select * from person where username = ${username}` as Row | undefined
  return row && toPerson(row)
}

/** By the BSUID the first portfolio sees. */
export function findPersonByOwnBsuid({ sql }: Store, bsuid: string): Person | undefined {
  const row = sql.get`select * from person where bsuid = ${bsuid}` as Row | undefined
  return row && toPerson(row)
}

/** A BSUID means something inside one portfolio only. */
export function findPersonByBsuid(
  { sql }: Store,
  businessId: string,
  bsuid: string,
): Person | undefined {
  const row = sql.get`select person.* from person_bsuid join person using (person_id)
    where business_id = ${businessId} and person_bsuid.bsuid = ${bsuid}` as Row | undefined
  return row && toPerson(row)
}

export const savePerson = ({ sql }: Store, person: Person) =>
  sql.run`insert into person (person_id, name, wa_id, username, bsuid, hides_phone_number, about,
      avatar_color, avatar_url, sends_read_receipts, is_online, is_on_whatsapp, created_at_ms)
    values (${person.id}, ${person.name}, ${person.waId}, ${person.username}, ${person.bsuid},
      ${person.hidesPhoneNumber ? 1 : 0}, ${person.about}, ${person.avatarColor},
      ${person.avatarUrl}, ${person.readReceipts ? 1 : 0}, ${person.online ? 1 : 0},
      ${person.onWhatsApp ? 1 : 0}, ${person.createdAtMs})
    on conflict (person_id) do update set name = excluded.name, wa_id = excluded.wa_id,
      username = excluded.username, bsuid = excluded.bsuid,
      hides_phone_number = excluded.hides_phone_number, about = excluded.about,
      avatar_color = excluded.avatar_color, avatar_url = excluded.avatar_url,
      sends_read_receipts = excluded.sends_read_receipts, is_online = excluded.is_online,
      is_on_whatsapp = excluded.is_on_whatsapp`

export function findBsuid(
  { sql }: Store,
  personId: string,
  businessId: string,
): string | undefined {
  const row = sql.get`select bsuid from person_bsuid
    where person_id = ${personId} and business_id = ${businessId}`
  return row === undefined ? undefined : String(row['bsuid'])
}

export const saveBsuid = ({ sql }: Store, personId: string, businessId: string, bsuid: string) =>
  sql.run`insert into person_bsuid (person_id, business_id, bsuid)
    values (${personId}, ${businessId}, ${bsuid})
    on conflict (person_id, business_id) do update set bsuid = excluded.bsuid`
