import type { Store } from './open-store.ts'

type Name = 'settings' | 'clock_offset_ms'

export function findSetting({ sql }: Store, name: Name): string | undefined {
  const row = sql.get`select value from setting where name = ${name}`
  return row === undefined ? undefined : String(row['value'])
}

export const saveSetting = ({ sql }: Store, name: Name, value: string) =>
  sql.run`insert into setting (name, value) values (${name}, ${value})
    on conflict (name) do update set value = excluded.value`
