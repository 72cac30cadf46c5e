import { createStoredState } from '#web/ui/stored-state.ts'

export type ThemeChoice = 'system' | 'light' | 'dark'

/** The same key is read before the first paint by web/public/theme-boot.js. */
export const themeChoice = createStoredState<ThemeChoice>(
  'keepword.theme',
  'system',
  (value) => value === 'system' || value === 'light' || value === 'dark',
)

const darkScheme = matchMedia('(prefers-color-scheme: dark)')
/** The browser's own frame (address bar on phones) takes the canvas colour. */
const frameColors = { light: '#f5f4f0', dark: '#0c0f0e' }

function applyTheme(): void {
  const choice = themeChoice.get()
  const theme = choice === 'system' ? (darkScheme.matches ? 'dark' : 'light') : choice
  document.documentElement.dataset['theme'] = theme
  document.querySelector('meta[name="theme-color"]')?.setAttribute('content', frameColors[theme])
}

/** Follows the choice and the system from now on. */
export function followTheme(): void {
  themeChoice.subscribe(applyTheme)
  darkScheme.addEventListener('change', applyTheme)
  applyTheme()
}
