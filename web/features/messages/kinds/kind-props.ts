import type { ReactNode } from 'react'
import type { Message } from '#shared/contracts/message.ts'

/** Each kind places `meta` (marks, time, ticks) where it reads best inside its own layout. */
export type KindProps = { message: Message; meta: ReactNode }
