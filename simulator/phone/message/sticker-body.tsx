import { useState } from 'react'
import { Sticker } from 'lucide-react'
import type { MessageOf } from '../simulator-api/wire-types.ts'

export function StickerBody({ message }: { message: MessageOf<'sticker'> }) {
  const [isBroken, setBroken] = useState(false)
  if (message.mediaUrl === null || isBroken) {
    return (
      <span className="grid size-36 place-items-center text-muted">
        <span className="sr-only">Sticker</span>
        <Sticker aria-hidden className="size-16" strokeWidth={1.2} />
      </span>
    )
  }
  return (
    <img
      src={message.mediaUrl}
      alt="Sticker"
      onError={() => setBroken(true)}
      className="mb-6 size-36 object-contain"
    />
  )
}
