/**
 * JSON as Meta writes it: non-ASCII as `\uXXXX`, `/` as `\/`. Receivers that sign a re-serialised
 * body instead of the bytes they got fail here as they would against Meta.
 * @source Meta, "Webhooks: validating payloads"; read 2026-11-20.
 */
export const toMetaJson = (value: unknown): string =>
  JSON.stringify(value)
    .replaceAll('/', '\\/')
    .replace(
      /[\u007f-\uffff]/g,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    )
