import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { IconButton } from './icon-button.tsx'
import { showToast } from './toast.tsx'

const confirmationMs = 1_600

/** Copies `value` and shows a tick for a moment. */
export function CopyButton({ value, label }: { value: string; label: string }) {
  const [isCopied, setIsCopied] = useState(false)
  useEffect(() => {
    if (!isCopied) return
    const timer = setTimeout(() => setIsCopied(false), confirmationMs)
    return () => clearTimeout(timer)
  }, [isCopied])

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value)
      setIsCopied(true)
    } catch {
      showToast({
        tone: 'danger',
        title: 'Not copied',
        detail: 'The browser refused the clipboard.',
      })
    }
  }
  return (
    <IconButton
      size="xs"
      label={isCopied ? 'Copied' : label}
      icon={isCopied ? <Check size={13} className="text-success" /> : <Copy size={13} />}
      onClick={() => void copy()}
    />
  )
}
