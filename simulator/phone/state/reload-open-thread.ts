import { routeStore } from './route-store.ts'
import { loadThread } from './thread-actions.ts'
import { isThreadLoaded } from './thread-store.ts'

/** Catches up with what happened in the open chat while the event stream was down. */
export async function reloadOpenThread(): Promise<void> {
  const { personId, phoneNumberId } = routeStore.get()
  if (personId === null || phoneNumberId === null) return
  const chat = { personId, phoneNumberId }
  if (isThreadLoaded(chat)) await loadThread(chat)
}
