import type { Person } from '../simulator-api/wire-types.ts'
import { ChatScreen } from '../chat/chat-screen.tsx'
import { ChatListScreen } from '../chats/chat-list-screen.tsx'
import { useStore } from '../state/create-store.ts'
import { loadSimulator } from '../state/load-simulator.ts'
import { routeStore } from '../state/route-store.ts'
import { simulatorStore } from '../state/simulator-store.ts'
import { Notice } from '../ui/notice.tsx'
import { BlankScreen } from './blank-screen.tsx'
import { LoadingScreen } from './loading-screen.tsx'

interface PhoneScreenProps {
  person: Person | null
  onOpenPhones: () => void
}

/** Chooses what the phone shows: a chat, the list of chats, or why there is neither. */
export function PhoneScreen({ person, onOpenPhones }: PhoneScreenProps) {
  const phase = useStore(simulatorStore, (view) => view.phase)
  const phoneNumberId = useStore(routeStore, (route) => route.phoneNumberId)
  const number = useStore(simulatorStore, (view) =>
    view.numbers.find((known) => known.phoneNumberId === phoneNumberId),
  )
  if (phase === 'loading') return <LoadingScreen />
  if (phase === 'failed') {
    return (
      <BlankScreen
        title="No connection to the simulator"
        text="Start it, then try again. This page reconnects by itself."
        action="Try again"
        onAction={() => void loadSimulator()}
      />
    )
  }
  if (person === null) {
    return (
      <BlankScreen
        title="Nobody has this phone yet"
        text="Add a person, and this becomes their phone."
        action="Show people"
        onAction={onOpenPhones}
      />
    )
  }
  return (
    <>
      {number === undefined ? (
        <ChatListScreen key={person.id} person={person} onOpenPhones={onOpenPhones} />
      ) : (
        <ChatScreen key={`${person.id} ${number.phoneNumberId}`} person={person} number={number} />
      )}
      <Notice />
    </>
  )
}
