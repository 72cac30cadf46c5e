/**
 * Reads a `Range` header of one range.
 * @returns null when the whole file is to be sent: no header, several ranges, or nothing we understand.
 * @source RFC 9110, 14.2: a server may ignore ranges that it does not want to serve.
 */
export function readRange(
  header: string | undefined,
  sizeBytes: number,
): { start: number; end: number } | 'unsatisfiable' | null {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '')
  const [, first = '', last = ''] = match ?? []
  if (!match || (first === '' && last === '')) return null
  if (first === '') {
    const length = Math.min(Number(last), sizeBytes)
    return length === 0 ? 'unsatisfiable' : { start: sizeBytes - length, end: sizeBytes - 1 }
  }
  const start = Number(first)
  const end = last === '' ? sizeBytes - 1 : Math.min(Number(last), sizeBytes - 1)
  if (last !== '' && Number(last) < start) return null
  return start >= sizeBytes ? 'unsatisfiable' : { start, end }
}

/** A header that gives a file its name, in any script. @source RFC 6266, RFC 8187. */
export function contentDisposition(use: 'inline' | 'attachment', fileName: string | null): string {
  if (!fileName) return use
  const plain = fileName.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  const encoded = encodeURIComponent(fileName.toWellFormed()).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `${use}; filename="${plain}"; filename*=UTF-8''${encoded}`
}
