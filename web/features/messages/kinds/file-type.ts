/** "PDF", "XLSX", "ZIP": the file's extension, or what its type says when it has none. */
export function fileTypeWords(fileName: string, mimeType: string): string {
  const extension = /\.([a-z0-9]{1,5})$/i.exec(fileName)?.[1]
  if (extension !== undefined) return extension.toUpperCase()
  const subtype = (mimeType.split(';')[0] ?? '').split('/')[1] ?? ''
  const short = subtype.split(/[.+-]/).at(-1) ?? ''
  return short === '' ? 'File' : short.toUpperCase()
}
