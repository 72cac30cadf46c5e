import { Users } from 'lucide-react'
import { useEffect } from 'react'
import type { Person } from '../simulator-api/wire-types.ts'
import { BlankScreen } from '../device/blank-screen.tsx'
import { chatsOf, chatsStore, refreshChats } from '../state/chats-store.ts'
import { useStore } from '../state/create-store.ts'
import { goTo } from '../state/route-store.ts'
import { simulatorStore } from '../state/simulator-store.ts'
import { useSimulatedNow } from '../state/use-simulated-now.ts'
import { Avatar } from '../ui/avatar.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { ChatRow } from './chat-row.tsx'

interface ChatListScreenProps {
  person: Person
  onOpenPhones: () => void
}

/** The phone's home: its chats, and below them the businesses that can be written to. */
export function ChatListScreen({ person, onOpenPhones }: ChatListScreenProps) {
  const listed = useStore(chatsStore, (all) => chatsOf(all, person.id))
  const chats = listed.filter((chat) => chat.lastMessage !== null)
  const numbers = useStore(simulatorStore, (view) => view.numbers)
  const nowMs = useSimulatedNow(20_000)
  const strangers = numbers.filter(
    (number) => !chats.some((chat) => chat.phoneNumberId === number.phoneNumberId),
  )
  useEffect(() => void refreshChats(person.id), [person.id])

  return (
    <section aria-label="Chats" className="flex h-full flex-col">
      <header className="flex items-center gap-3 bg-bar px-4 pt-1 pb-3">
        <h1 className="flex-1 text-2xl font-bold tracking-tight">Chats</h1>
        <IconButton icon={Users} label="People" className="md:hidden" onClick={onOpenPhones} />
        <Avatar
          name={person.name}
          color={person.avatarColor}
          imageUrl={person.avatarUrl}
          className="size-9 text-sm"
        />
      </header>
      {numbers.length === 0 ? (
        <BlankScreen
          title="No business to write to"
          text="A business appears here as soon as its number is connected to the simulator."
        />
      ) : (
        <nav aria-label="Chats" className="min-h-0 flex-1 overflow-y-auto pb-6 thin-scroll">
          <ul>
            {chats.map((chat) => (
              <li key={chat.phoneNumberId}>
                <ChatRow
                  name={chat.businessName}
                  chat={chat}
                  nowMs={nowMs}
                  onOpen={() => goTo({ personId: person.id, phoneNumberId: chat.phoneNumberId })}
                />
              </li>
            ))}
          </ul>
          {strangers.length === 0 ? null : (
            <>
              <h2 className="px-4 pt-5 pb-1 text-xs font-semibold tracking-wide text-muted">
                Start a chat
              </h2>
              <ul>
                {strangers.map((number) => (
                  <li key={number.phoneNumberId}>
                    <ChatRow
                      name={number.verifiedName}
                      detail={number.displayPhoneNumber}
                      chat={null}
                      nowMs={nowMs}
                      onOpen={() =>
                        goTo({ personId: person.id, phoneNumberId: number.phoneNumberId })
                      }
                    />
                  </li>
                ))}
              </ul>
            </>
          )}
        </nav>
      )}
    </section>
  )
}
