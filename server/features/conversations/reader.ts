import type { Caller } from '../../http/access.ts'

/** Whose read state counts: a member's own; a program has one under its key. */
export const readerIdOf = (caller: Caller): string =>
  caller.kind === 'member' ? caller.userId : caller.apiKeyId
