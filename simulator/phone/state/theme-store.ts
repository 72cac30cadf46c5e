import { createStore } from './create-store.ts'

export type Theme = 'system' | 'light' | 'dark'

const storageKey = 'keepword.simulator.theme'

function storedTheme(): Theme {
  try {
    const stored = window.localStorage.getItem(storageKey)
    return stored === 'light' || stored === 'dark' ? stored : 'system'
  } catch {
    // Storage can be switched off in the browser; the system's theme is a good answer then.
    return 'system'
  }
}

export const themeStore = createStore<Theme>('system')

export function applyStoredTheme(): void {
  setTheme(storedTheme())
}

export function setTheme(theme: Theme): void {
  themeStore.set(() => theme)
  if (theme === 'system') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = theme
  try {
    window.localStorage.setItem(storageKey, theme)
  } catch {
    // See above: the choice then lasts until the page is closed.
  }
}
