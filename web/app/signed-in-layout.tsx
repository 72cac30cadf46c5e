import { useQuery } from '@tanstack/react-query'
import { Outlet, useNavigate, useRouterState } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { sessionQuery } from '#web/api/session-queries.ts'
import { listenForShortcuts, useShortcuts } from '#web/ui/shortcuts.ts'
import { ConnectionBar } from './connection-bar.tsx'
import { NavRail } from './nav-rail.tsx'
import { ShortcutSheet } from './shortcut-sheet.tsx'
import { useLiveApp } from './use-live-app.ts'
import { useFrame } from './use-frame.ts'

/** The frame around every screen behind the sign-in. */
export function SignedInLayout() {
  const { data: session } = useQuery(sessionQuery)
  const navigate = useNavigate()
  const here = useRouterState({ select: (state) => state.location.href })
  const isSignedOut = session === null
  useEffect(() => {
    if (isSignedOut) void navigate({ to: '/sign-in', search: { next: here } })
  }, [isSignedOut, navigate, here])
  if (session === null || session === undefined) return null
  return <Frame key={session.user.id} />
}

function Frame() {
  useLiveApp()
  useEffect(() => listenForShortcuts(), [])
  const frame = useFrame()
  const [isSheetOpen, setIsSheetOpen] = useState(false)
  useShortcuts([
    {
      combos: ['?'],
      title: 'Show this sheet',
      group: 'Everywhere',
      run: () => setIsSheetOpen(true),
    },
  ])
  return (
    <div className="flex h-dvh flex-col overflow-hidden bg-canvas">
      <a
        href="#main"
        className="fixed start-2 -top-20 z-20 rounded-md bg-ink px-3 py-2 text-canvas focus:top-2"
      >
        Skip to the conversations
      </a>
      <ConnectionBar />
      <div className="flex min-h-0 flex-1">
        {frame !== 'narrow' && <NavRail onShowShortcuts={() => setIsSheetOpen(true)} />}
        <main id="main" tabIndex={-1} className="flex min-w-0 flex-1 outline-none">
          <Outlet />
        </main>
      </div>
      <ShortcutSheet isOpen={isSheetOpen} onOpenChange={setIsSheetOpen} />
    </div>
  )
}
