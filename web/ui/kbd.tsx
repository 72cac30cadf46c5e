import { clsx } from 'clsx'

const isApple = /Mac|iPhone|iPad/.test(globalThis.navigator?.userAgent ?? '')

const symbols: Record<string, string> = {
  Mod: isApple ? '⌘' : 'Ctrl',
  Alt: isApple ? '⌥' : 'Alt',
  Shift: isApple ? '⇧' : 'Shift',
  Enter: '↵',
  Escape: 'Esc',
  ArrowUp: '↑',
  ArrowDown: '↓',
}

export function Kbd({ keys, isInverse = false }: { keys: readonly string[]; isInverse?: boolean }) {
  return (
    <span className="inline-flex gap-0.5">
      {keys.map((key) => (
        <kbd
          key={key}
          className={clsx(
            'inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-[4px] px-1 font-sans text-2xs font-medium',
            isInverse ? 'bg-canvas/15 text-canvas' : 'border border-line bg-sunken text-muted',
          )}
        >
          {symbols[key] ?? key}
        </kbd>
      ))}
    </span>
  )
}
