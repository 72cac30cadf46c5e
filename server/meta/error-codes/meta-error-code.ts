/**
 * What an error means for the sender.
 * - `transient`: Meta's own trouble; tried again a few times.
 * - `rate`: a limit; tried again later, more slowly.
 * - `permanent`: this message will never go out as it is.
 * - `person`: WhatsApp does not want this person to get this now.
 * - `account`: the number or its account cannot send at all; its lane pauses.
 * - `request`: our request was wrong; a mistake of ours or of the API caller.
 * - `information`: comes with webhooks, refuses nothing.
 */
export type MetaErrorClass =
  | 'transient'
  | 'rate'
  | 'permanent'
  | 'person'
  | 'account'
  | 'request'
  | 'information'

export type MetaErrorCode = {
  code: number
  name: string
  class: MetaErrorClass
  meaning: string
  /** What it means and what to do, for the person at the inbox. */
  advice: string
  source: string
}

/** Builds the rows of one table, which share their source. */
export const errorCodeRows = (
  source: string,
  rows: readonly (readonly [
    code: number,
    name: string,
    errorClass: MetaErrorClass,
    meaning: string,
    advice: string,
  ])[],
): MetaErrorCode[] =>
  rows.map(([code, name, errorClass, meaning, advice]) => ({
    code,
    name,
    class: errorClass,
    meaning,
    advice,
    source,
  }))
