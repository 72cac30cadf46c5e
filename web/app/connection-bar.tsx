import { CloudOff, WifiOff } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { liveState, subscribeToLiveState } from '#web/api/live-events.ts'

const subscribeToNetwork = (onChange: () => void) => {
  globalThis.addEventListener('online', onChange)
  globalThis.addEventListener('offline', onChange)
  return () => {
    globalThis.removeEventListener('online', onChange)
    globalThis.removeEventListener('offline', onChange)
  }
}

/** Says at the top of the app when what it shows may be old. */
export function ConnectionBar() {
  const isOnline = useSyncExternalStore(subscribeToNetwork, () => navigator.onLine)
  const live = useSyncExternalStore(subscribeToLiveState, liveState)
  if (isOnline && live !== 'lost') return null
  const Icon = isOnline ? CloudOff : WifiOff
  return (
    <output className="flex shrink-0 items-center justify-center gap-2 bg-warning-soft px-4 py-1.5 text-sm font-medium text-warning">
      <Icon size={15} aria-hidden />
      {isOnline
        ? 'Connection to Keepword lost. Reconnecting; new messages appear when it is back.'
        : 'You are offline. What you see may be old; sending works again when you are back online.'}
    </output>
  )
}
