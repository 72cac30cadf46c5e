import { UserPlus, X } from 'lucide-react'
import { useState } from 'react'
import { useStore } from '../state/create-store.ts'
import { simulatorStore } from '../state/simulator-store.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { NewPersonForm } from './new-person-form.tsx'
import { openPhone } from './open-phone.ts'
import { PeopleList } from './people-list.tsx'
import { PersonSearch } from './person-search.tsx'
import { ThemeToggle } from './theme-toggle.tsx'

const searchFromPeople = 8

/** Whose phones there are. In a narrow window the panel lies over the phone. */
export function PeoplePanel({ onClose }: { onClose: () => void }) {
  const [isAdding, setAdding] = useState(false)
  const [query, setQuery] = useState('')
  const count = useStore(simulatorStore, (view) => view.people.length)
  const phase = useStore(simulatorStore, (view) => view.phase)

  return (
    <section
      aria-label="People"
      className="flex min-h-0 flex-1 flex-col bg-panel xl:h-full xl:w-78 xl:flex-none xl:border-e xl:border-line narrow:min-h-96"
    >
      <header className="flex items-center gap-2.5 px-4 pt-4 pb-3">
        <img
          src={new URL('../assets/phone-icon.svg', import.meta.url).href}
          alt=""
          className="size-9"
        />
        <div className="min-w-0 flex-1 leading-tight">
          <p className="text-sm font-semibold">Simulator</p>
          <p className="text-xs text-muted">Phones to write from</p>
        </div>
        <ThemeToggle />
        <IconButton icon={X} label="Close" className="md:hidden" onClick={onClose} />
      </header>
      <div className="flex items-center gap-2 px-4 pb-1">
        <h2 className="flex-1 text-sm font-semibold">
          People <span className="font-normal text-muted tabular-nums">{count}</span>
        </h2>
        <button
          type="button"
          aria-expanded={isAdding}
          disabled={phase !== 'ready'}
          onClick={() => setAdding(!isAdding)}
          className="inline-flex h-8 items-center gap-1.5 rounded-full px-3 text-sm font-medium text-accent transition-colors hover:bg-accent-soft aria-expanded:bg-accent-soft"
        >
          <UserPlus aria-hidden className="size-4" />
          New person
        </button>
      </div>
      {isAdding ? (
        <NewPersonForm
          onDone={(person) => {
            setAdding(false)
            if (person !== null) {
              openPhone(person.id)
              onClose()
            }
          }}
        />
      ) : null}
      {count >= searchFromPeople ? <PersonSearch query={query} onChange={setQuery} /> : null}
      <PeopleList
        query={query}
        onOpen={(personId) => {
          openPhone(personId)
          onClose()
        }}
      />
    </section>
  )
}
