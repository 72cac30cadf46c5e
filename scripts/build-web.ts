import '#server/platform/require-node.ts'
import { buildWeb } from '#server/web-build/build-web.ts'

/** `npm run build`: the web app and the simulator's phone page, unless what is there is current. */
await buildWeb({ isForced: process.argv.includes('--force') })
