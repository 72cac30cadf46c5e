/**
 * The least UUIDv7 of an instant: event ids begin with their time, so an age is a range of ids that the key can
 * answer. Ids follow real time; where the clock of this deployment runs ahead of it (the simulator's can jump),
 * `created_at` decides inside the range.
 */
export function firstEventIdOf(instant: Date): string {
  const hex = Math.max(0, instant.getTime()).toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`
}
