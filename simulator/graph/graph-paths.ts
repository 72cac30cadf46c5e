/** Any version is served alike: `v26.0`, `v19.0` … */
export const versioned = '/:version(^v\\d+\\.\\d+$)'
