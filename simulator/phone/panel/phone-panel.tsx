import type { Person } from '../simulator-api/wire-types.ts'
import { ChatSwitches } from './chat-switches.tsx'
import { ClockControl } from './clock-control.tsx'
import { PersonCard } from './person-card.tsx'
import { PhoneSwitches } from './phone-switches.tsx'
import { WindowCard } from './window-card.tsx'

/** What can be set about the phone in the hand, and the clock that all phones share. */
export function PhonePanel({ person }: { person: Person | null }) {
  return (
    <section
      aria-label="This phone"
      className="flex shrink-0 flex-col gap-4 overflow-y-auto border-t border-line bg-panel p-4 thin-scroll max-xl:max-h-[55%] narrow:max-h-none xl:order-2 xl:h-full xl:w-74 xl:border-s xl:border-t-0"
    >
      {person === null ? null : (
        <>
          <PersonCard person={person} />
          <PhoneSwitches person={person} />
          <WindowCard personId={person.id} />
          <ChatSwitches personId={person.id} />
        </>
      )}
      <ClockControl />
    </section>
  )
}
