import { useState, type ClipboardEvent, type DragEvent } from 'react'

/** Files dropped on, or pasted into, the element that takes these handlers. */
export function useFileDrop(onFiles: (files: File[]) => void, isOn: boolean) {
  // Entering a child fires before leaving the parent: only the depth tells whether the pointer is still inside.
  const [depth, setDepth] = useState(0)
  const hasFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files')
  const handlers = {
    onDragEnter: (event: DragEvent) => {
      if (hasFiles(event)) setDepth((value) => value + 1)
    },
    onDragLeave: (event: DragEvent) => {
      if (hasFiles(event)) setDepth((value) => Math.max(0, value - 1))
    },
    onDragOver: (event: DragEvent) => {
      // Without this the browser would leave the app and show the file.
      if (hasFiles(event)) event.preventDefault()
    },
    onDrop: (event: DragEvent) => {
      if (!hasFiles(event)) return
      event.preventDefault()
      setDepth(0)
      if (isOn) onFiles([...event.dataTransfer.files])
    },
  }
  return { isOver: isOn && depth > 0, handlers }
}

/** Files on the clipboard, such as a screenshot; a copied text also carries none. */
export const pastedFiles = (event: ClipboardEvent): File[] => [...event.clipboardData.files]
