import { CloudOff } from 'lucide-react'
import { useStore } from '../state/create-store.ts'
import { loadSimulator } from '../state/load-simulator.ts'
import { reloadOpenThread } from '../state/reload-open-thread.ts'
import { simulatorStore } from '../state/simulator-store.ts'
import { Button } from '../ui/button.tsx'

/** Says that the simulator is gone while the page still shows what it knows. */
export function LostBanner() {
  const isLost = useStore(simulatorStore, (view) => view.connection === 'lost')
  if (!isLost) return null
  return (
    <div
      role="alert"
      className="absolute inset-x-4 top-3 z-50 mx-auto flex w-fit max-w-[calc(100%-2rem)] animate-pop-in items-center gap-3 rounded-2xl bg-warn-soft py-2 ps-4 pe-2 text-sm text-warn shadow-float ring-1 ring-warn/30"
    >
      <CloudOff aria-hidden className="size-5 shrink-0" />
      <p className="min-w-0">The simulator is not answering. Trying again…</p>
      <Button
        look="quiet"
        className="shrink-0 text-warn! hover:bg-warn/12!"
        onClick={() => void loadSimulator().then(reloadOpenThread)}
      >
        Try now
      </Button>
    </div>
  )
}
