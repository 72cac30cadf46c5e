import { Moon, Sun, SunMoon, type LucideIcon } from 'lucide-react'
import { useStore } from '../state/create-store.ts'
import { setTheme, themeStore, type Theme } from '../state/theme-store.ts'
import { IconButton } from '../ui/icon-button.tsx'

const steps: Record<Theme, { next: Theme; icon: LucideIcon; label: string }> = {
  system: { next: 'light', icon: SunMoon, label: 'Colours follow the system; switch to light' },
  light: { next: 'dark', icon: Sun, label: 'Light colours; switch to dark' },
  dark: { next: 'system', icon: Moon, label: 'Dark colours; follow the system' },
}

export function ThemeToggle() {
  const theme = useStore(themeStore, (state) => state)
  const { next, icon, label } = steps[theme]
  return <IconButton icon={icon} label={label} onClick={() => setTheme(next)} />
}
