/**
 * Files that an object URL of this tab stands for. The content security policy lets elements show such URLs but lets
 * no script fetch them; who needs the bytes takes the file from here.
 */
const files = new Map<string, File>()

export function localUrlOf(file: File): string {
  const url = URL.createObjectURL(file)
  files.set(url, file)
  return url
}

export function releaseLocalUrl(url: string): void {
  files.delete(url)
  URL.revokeObjectURL(url)
}

/** The bytes behind an address, from this tab or from the server. */
export async function bytesAt(url: string): Promise<ArrayBuffer> {
  const file = files.get(url)
  if (file !== undefined) return file.arrayBuffer()
  const response = await fetch(url)
  if (!response.ok) throw new Error(`media answered ${response.status}`)
  return response.arrayBuffer()
}
