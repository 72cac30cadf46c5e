import type { BusinessNumber } from '#simulator/store/number-store.ts'
import type { Store } from '#simulator/store/open-store.ts'

/** What the checks of a message's content may look at. */
export type SendContext = { store: Store; number: BusinessNumber; nowMs: number }
