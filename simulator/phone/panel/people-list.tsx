import type { Chat, Person } from '../simulator-api/wire-types.ts'
import { chatsStore } from '../state/chats-store.ts'
import { useStore } from '../state/create-store.ts'
import { routeStore } from '../state/route-store.ts'
import { simulatorStore } from '../state/simulator-store.ts'
import { useSimulatedNow } from '../state/use-simulated-now.ts'
import { PersonRow } from './person-row.tsx'

interface PeopleListProps {
  query: string
  onOpen: (personId: string) => void
}

/** Everybody who has a phone, the one with the latest message first. */
export function PeopleList({ query, onOpen }: PeopleListProps) {
  const phase = useStore(simulatorStore, (view) => view.phase)
  const people = useStore(simulatorStore, (view) => view.people)
  const chats = useStore(chatsStore, (all) => all)
  const inHand = useStore(routeStore, (route) => route.personId)
  const nowMs = useSimulatedNow(20_000)
  const shown = byLatestMessage(
    people.filter((person) => matches(person, query)),
    chats,
  )

  if (phase === 'ready' && people.length === 0) {
    return <p className="px-4 py-3 text-sm text-muted">Nobody yet. Add the first person above.</p>
  }
  if (phase === 'ready' && shown.length === 0) {
    return <p className="px-4 py-3 text-sm text-muted">Nobody is called that.</p>
  }
  return (
    <ul className="relative min-h-0 flex-1 overflow-y-auto px-2 pt-1 pb-3 thin-scroll">
      {shown.map((person) => (
        <li key={person.id}>
          <PersonRow
            person={person}
            latest={latestChat(chats[person.id])}
            unread={unreadIn(chats[person.id])}
            isInHand={person.id === inHand}
            nowMs={nowMs}
            onOpen={() => onOpen(person.id)}
          />
        </li>
      ))}
    </ul>
  )
}

type Chats = readonly Chat[] | undefined

// Chat lists arrive sorted, newest first.
const latestChat = (chats: Chats): Chat | null => chats?.[0] ?? null

const unreadIn = (chats: Chats): number => (chats ?? []).reduce((sum, chat) => sum + chat.unread, 0)

function byLatestMessage(people: Person[], chats: Readonly<Record<string, readonly Chat[]>>) {
  const latest = (person: Person) => latestChat(chats[person.id])?.lastMessage?.timestampMs ?? 0
  return people.toSorted((a, b) => latest(b) - latest(a))
}

function matches(person: Person, query: string): boolean {
  const wanted = query.trim().toLocaleLowerCase()
  if (wanted === '') return true
  const digits = wanted.replaceAll(/\D/gu, '')
  return (
    person.name.toLocaleLowerCase().includes(wanted) ||
    (person.username ?? '').toLocaleLowerCase().includes(wanted) ||
    (digits !== '' && (person.waId ?? '').includes(digits))
  )
}
