/** Ids as PostgreSQL writes an array of them: the driver would look at every character of each. */
export const uuidList = (ids: readonly string[]): string => `{${ids.join(',')}}`
