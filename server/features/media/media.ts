/**
 * Door of the media feature: files in both directions, sealed in pieces at rest, shown by signed links that end.
 * Serves mission row M9.
 */
export { mediaTasks } from './fetch-media.ts'
export { mediaRoutes } from './routes.ts'
export { createInboundMedia, mediaKindOf } from './inbound-media.ts'
export { sizeFault, typeFault } from './media-limits.ts'
export { mediaUrl } from './media-link.ts'
export { findMedia, type MediaRow } from './media-store.ts'
export { fileNameOf } from './present-media.ts'
export { saveMedia } from './save-media.ts'
export { uploadToMeta } from './upload-to-meta.ts'
