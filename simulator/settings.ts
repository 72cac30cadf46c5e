import type { Store } from './store/open-store.ts'
import { findSetting, saveSetting } from './store/setting-store.ts'

export type Settings = {
  /** What a free-form message outside the window gets: HTTP 400 at once, or a `failed` webhook. */
  windowClosedAnswer: 'refuse' | 'fail_later'
  /** Real time between acceptance and the `sent` webhook. */
  sentDelayMs: number
  /** Real time between `sent` and `delivered`, for people who are online. */
  deliveredDelayMs: number
}

export type SettingsStore = {
  current(): Settings
  change(changes: Partial<Settings>): Settings
}

/** Stored settings win over `defaults`, so that a change made on the running program is kept. */
export function openSettings(store: Store, defaults: Settings): SettingsStore {
  const stored = findSetting(store, 'settings')
  let settings: Settings = {
    ...defaults,
    ...(stored === undefined ? {} : (JSON.parse(stored) as Partial<Settings>)),
  }
  return {
    current: () => settings,
    change(changes) {
      settings = { ...settings, ...changes }
      saveSetting(store, 'settings', JSON.stringify(settings))
      return settings
    },
  }
}
