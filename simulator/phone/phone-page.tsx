import { useEffect, useState } from 'react'
import { followEvents } from './simulator-api/events.ts'
import { DeviceFrame } from './device/device-frame.tsx'
import { PhoneScreen } from './device/phone-screen.tsx'
import { PeoplePanel } from './panel/people-panel.tsx'
import { PhonePanel } from './panel/phone-panel.tsx'
import { LostBanner } from './panel/lost-banner.tsx'
import { applyEvent } from './state/apply-event.ts'
import { useStore } from './state/create-store.ts'
import { loadSimulator } from './state/load-simulator.ts'
import { followBrowserHistory, routeStore } from './state/route-store.ts'
import { setConnection, simulatorStore } from './state/simulator-store.ts'
import { reloadOpenThread } from './state/reload-open-thread.ts'

/** The whole page: people at the start, the phone in the middle, its settings and the clock at the end. */
export function PhonePage() {
  const [arePhonesOpen, setPhonesOpen] = useState(false)
  const closePhones = () => setPhonesOpen(false)
  const personId = useStore(routeStore, (route) => route.personId)
  const people = useStore(simulatorStore, (view) => view.people)
  const person = people.find((known) => known.id === personId) ?? null

  useEffect(() => followBrowserHistory(), [])
  useEffect(
    () =>
      followEvents({
        onEvent: applyEvent,
        // Events may have been missed while nothing was connected: everything shown is loaded again.
        onOpen: () => {
          setConnection('live')
          void loadSimulator().then(reloadOpenThread)
        },
        onLost: () => setConnection('lost'),
      }),
    [],
  )
  useEffect(() => void loadSimulator(), [])

  return (
    <div className="relative flex h-full bg-radial-[at_50%_30%] from-backdrop-glow to-backdrop">
      <div
        className={`flex h-full shrink-0 flex-col border-e border-line bg-panel max-xl:w-80 narrow:fixed narrow:inset-0 narrow:z-50 narrow:w-auto narrow:overflow-y-auto xl:contents ${arePhonesOpen ? '' : 'narrow:hidden'}`}
      >
        <PeoplePanel onClose={closePhones} />
        <PhonePanel person={person} />
      </div>
      <main className="relative flex min-w-0 flex-1 flex-col items-center justify-center gap-3 p-6 narrow:gap-0 narrow:p-0 xl:order-1">
        <LostBanner />
        <DeviceFrame isOnline={person?.online ?? true}>
          <PhoneScreen person={person} onOpenPhones={() => setPhonesOpen(true)} />
        </DeviceFrame>
      </main>
    </div>
  )
}
