import type { Scene } from '../scene.ts'
import { berryPlates } from './berry-plates.ts'
import { crackedBowl } from './cracked-bowl.ts'
import { dogBowl } from './dog-bowl.ts'
import { driftwoodVase } from './driftwood-vase.ts'
import { glazeTiles } from './glaze-tiles.ts'
import { grumpyGus } from './grumpy-gus.ts'
import { kilnShelf } from './kiln-shelf.ts'
import { mossMug } from './moss-mug.ts'
import { parcel } from './parcel.ts'
import { sadSam } from './sad-sam.ts'
import { succulentTrio } from './succulent-trio.ts'
import { teapot } from './teapot.ts'
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
  succulentTrio,
  glazeTiles,
  crackedBowl,
  parcel,
  dogBowl,
  teapot,
  kilnShelf,
]
