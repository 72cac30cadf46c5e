/** Door of the live feature: tells open screens and integrators that something changed, the moment it did. */
export { liveRoutes } from './routes.ts'
