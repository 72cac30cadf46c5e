import type { Scene } from '../scene.ts'
import { berryPlates } from './berry-plates.ts'
import { driftwoodVase } from './driftwood-vase.ts'
import { grumpyGus } from './grumpy-gus.ts'
import { mossMug } from './moss-mug.ts'
import { sadSam } from './sad-sam.ts'
import { whaleAtHome } from './whale-at-home.ts'
import { wonkyWhale } from './wonky-whale.ts'

export const scenes: readonly Scene[] = [
  wonkyWhale,
  mossMug,
  whaleAtHome,
  grumpyGus,
  berryPlates,
  driftwoodVase,
  sadSam,
]
