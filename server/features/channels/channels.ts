/** Business phone numbers and the Meta apps that carry them. Serves mission rows C1 and C2 in their first form. */
export { connectChannel } from './connect-channel.ts'
export { findGraphChannel } from './graph-channel.ts'
export { saveMetaApp } from './meta-app-across-tenants.ts'
