import { useState } from 'react'
import type { Message } from '#shared/contracts/message.ts'
import { showToast } from '#web/ui/toast.tsx'

/** How many older pages a followed quote may load before it gives up: 1,000 messages. */
const PAGES_MAX = 20

/** Long enough to be found by the eye after the scroll. */
const MARKED_MS = 2_500

type Jump = {
  /** The message a quote pointed to; its bubble is marked. */
  target: { key: string; messageId: string } | null
  jumpTo: (messageId: string) => void
}

/** Follows a quote to its original, loading older pages until it is there. */
export function useJump({
  messages,
  keyOf,
  loadOlder,
}: {
  messages: Message[]
  keyOf: (message: Message) => string
  /** Loads one older page and gives all loaded messages; null when there is none. */
  loadOlder: () => Promise<Message[] | null>
}): Jump {
  const [target, setTarget] = useState<Jump['target']>(null)
  const follow = async (messageId: string) => {
    let loaded: Message[] | null = messages
    for (let page = 0; page <= PAGES_MAX && loaded !== null; page += 1) {
      const found = loaded.find(({ id }) => id === messageId)
      if (found !== undefined) {
        setTarget({ key: keyOf(found), messageId })
        setTimeout(() => setTarget((now) => (now?.messageId === messageId ? null : now)), MARKED_MS)
        return
      }
      loaded = await loadOlder()
    }
    showToast({
      title: 'Not found',
      detail: 'The quoted message is no longer in this conversation.',
    })
  }
  return { target, jumpTo: (messageId) => void follow(messageId) }
}
