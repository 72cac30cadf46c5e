import { z } from 'zod'

/**
 * Position of a list that is sorted by time and id. The time stands there as PostgreSQL writes it, with its
 * microseconds: rounded to milliseconds a cursor would skip or repeat rows.
 */
export const TimePosition = z.tuple([
  z.string().regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?\+00$/),
  z.uuid(),
])
