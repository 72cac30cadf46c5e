import { useState } from 'react'
import { changeChat, type ChatWish } from '../simulator-api/chat-api.ts'
import { sentenceOf } from '../simulator-api/request.ts'
import { chatsOf, chatsStore, refreshChats } from '../state/chats-store.ts'
import { useStore } from '../state/create-store.ts'
import { routeStore } from '../state/route-store.ts'
import { Switch } from '../ui/switch.tsx'

/** What the person allows the business of the open chat to do. */
export function ChatSwitches({ personId }: { personId: string }) {
  const phoneNumberId = useStore(routeStore, (route) => route.phoneNumberId)
  const chat = useStore(chatsStore, (all) =>
    chatsOf(all, personId).find((known) => known.phoneNumberId === phoneNumberId),
  )
  const [fault, setFault] = useState<string | null>(null)
  if (chat === undefined) return null
  const change = async (wish: ChatWish) => {
    try {
      await changeChat({ personId, phoneNumberId: chat.phoneNumberId }, wish)
      await refreshChats(personId)
      setFault(null)
    } catch (error) {
      setFault(sentenceOf(error))
    }
  }
  return (
    <div>
      <Switch
        label="Offers"
        hint="Marketing is welcome"
        isOn={!chat.stoppedMarketing}
        onChange={(isWelcome) => void change({ marketing: isWelcome ? 'resume' : 'stop' })}
      />
      <Switch
        label="Blocked"
        hint="Nothing from this business arrives"
        isOn={chat.blocked}
        onChange={(blocked) => void change({ blocked })}
      />
      {fault === null ? null : (
        <p role="alert" className="text-xs text-danger">
          {fault}
        </p>
      )}
    </div>
  )
}
