/** Door of idempotency: requests that may be repeated without harm. Serves mission row M1. */
export { keepIdempotencyKeys, messageIdOf } from './keep-idempotency-keys.ts'
