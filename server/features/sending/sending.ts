/**
 * Door of the sending feature: gate, outbox and lanes. Every outbound message, whatever it comes from, enters by
 * `acceptMessage`. Serves mission row M1 in its first form.
 */
export { acceptMessage } from './accept-message.ts'
export { countInbound } from './inbound-count-store.ts'
export { saveMessagingLimit } from './portfolio-reach-store.ts'
export { sendingTasks } from './read-marks.ts'
export { sendingRoutes } from './routes.ts'
export { laneRoutes } from './lane-routes.ts'
export { startLanes } from './start-lanes.ts'
