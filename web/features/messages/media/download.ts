/** Hands a file to the browser's download list. */
export function download(url: string, fileName: string): void {
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.rel = 'noopener'
  document.body.append(link)
  link.click()
  link.remove()
}

/** The same for text made here, such as a contact card. */
export function downloadText(text: string, fileName: string, mimeType: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: mimeType }))
  download(url, fileName)
  // The download has its own handle by the next task.
  setTimeout(() => URL.revokeObjectURL(url), 0)
}
