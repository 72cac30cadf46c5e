import { Link } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import { useState } from 'react'
import { direction, type Direction } from '#web/app/direction.ts'
import { themeChoice, type ThemeChoice } from '#web/app/theme.ts'
import { Segmented } from '#web/ui/segmented.tsx'
import { Controls } from './controls.tsx'
import { Feedback } from './feedback.tsx'
import { Foundations } from './foundations.tsx'
import { InboxStates } from './inbox-states.tsx'
import { Overlays } from './overlays.tsx'
import { PeopleAndMarks } from './people-and-marks.tsx'

type Columns = 'one' | 'both'

/** Every part of the design system in every state, for those who build with it and those who test it. */
export function GalleryScreen() {
  const [columns, setColumns] = useState<Columns>('one')
  return (
    <div className="h-dvh overflow-y-auto bg-canvas">
      <header className="sticky top-0 z-10 flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line bg-panel px-6 py-3">
        <Link
          to="/"
          className="inline-flex h-8 items-center gap-2 rounded-md px-2 text-muted hover:bg-hover hover:text-ink"
        >
          <ArrowLeft size={16} aria-hidden className="rtl:-scale-x-100" />
          Inbox
        </Link>
        <h1 className="me-auto text-lg font-semibold">Component gallery</h1>
        <Segmented<ThemeChoice>
          label="Theme"
          name="gallery-theme"
          value={themeChoice.use()}
          onChange={themeChoice.set}
          options={[
            { value: 'light', label: 'Light' },
            { value: 'dark', label: 'Dark' },
            { value: 'system', label: 'System' },
          ]}
        />
        <Segmented<Columns>
          label="Columns"
          name="gallery-columns"
          value={columns}
          onChange={setColumns}
          options={[
            { value: 'one', label: 'One theme' },
            { value: 'both', label: 'Both' },
          ]}
        />
        <Segmented<Direction>
          label="Direction"
          name="gallery-direction"
          value={direction.use()}
          onChange={direction.set}
          options={[
            { value: 'ltr', label: 'LTR' },
            { value: 'rtl', label: 'RTL' },
          ]}
        />
      </header>
      {columns === 'one' ? (
        <main className="mx-auto max-w-6xl px-6 pb-16">
          <Specimens idPrefix="one" />
        </main>
      ) : (
        <main className="grid lg:grid-cols-2">
          {(['light', 'dark'] as const).map((theme) => (
            <div key={theme} data-theme={theme} className="min-w-0 bg-canvas px-6 pb-16 text-ink">
              <Specimens idPrefix={theme} />
            </div>
          ))}
        </main>
      )}
    </div>
  )
}

function Specimens({ idPrefix }: { idPrefix: string }) {
  return (
    <>
      <Foundations />
      <Controls idPrefix={idPrefix} />
      <PeopleAndMarks />
      <Overlays />
      <Feedback />
      <InboxStates />
    </>
  )
}
