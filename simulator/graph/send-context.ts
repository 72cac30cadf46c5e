import type { BusinessNumber } from '../store/number-store.ts'
import type { World } from '../world.ts'

/** What the checks of a message's content may look at. */
export type SendContext = { world: World; number: BusinessNumber }
