import { useEffect, useEffectEvent, useSyncExternalStore } from 'react'

/**
 * The registry of keyboard shortcuts. Screens register what they offer while they are shown; the sheet (`?`) lists
 * what is registered, so it cannot drift from what works.
 *
 * A combination is written as modifiers, then the key, e.g. `Alt+j`, `Mod+k`, `/`, `?`, `ArrowDown`.
 * `Mod` is ⌘ on Apple keyboards and Ctrl elsewhere. Combinations without Alt or Mod are "single keys": they rest while
 * somebody types, while a menu or dialog is open, and when the person switched them off (WCAG 2.1.4).
 */
export type Shortcut = {
  /** Alternatives; the first is the one shown in menus. */
  combos: readonly string[]
  title: string
  group: string
  run: (event: KeyboardEvent) => void
  /** Works inside text fields too, e.g. `Mod+Enter`. Implied by Alt and Mod. */
  isGlobal?: boolean
}

const registered = new Map<symbol, readonly Shortcut[]>()
const listeners = new Set<() => void>()
let snapshot: readonly Shortcut[] = []
let areSingleKeysOn = true

function changed() {
  snapshot = [...registered.values()].flat()
  for (const listener of listeners) listener()
}

/** Offers shortcuts while the calling component is mounted. `run` always sees the latest props and state. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const runAt = useEffectEvent((index: number, event: KeyboardEvent) =>
    shortcuts[index]?.run(event),
  )
  // Titles and combinations rarely change; their text is what tells whether the registry must.
  const shape = JSON.stringify(shortcuts.map((shortcut) => ({ ...shortcut, run: undefined })))
  useEffect(() => {
    const id = Symbol(shape)
    const entries = JSON.parse(shape) as Omit<Shortcut, 'run'>[]
    registered.set(
      id,
      entries.map((entry, index) => ({ ...entry, run: (event) => runAt(index, event) })),
    )
    changed()
    return () => {
      registered.delete(id)
      changed()
    }
  }, [shape])
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useRegisteredShortcuts = () => useSyncExternalStore(subscribe, () => snapshot)
export const useSingleKeys = () => useSyncExternalStore(subscribe, () => areSingleKeysOn)
export function setSingleKeys(isOn: boolean): void {
  areSingleKeysOn = isOn
  changed()
}

/** Listens on the whole page until the returned function is called. Later registrations win over earlier ones. */
export function listenForShortcuts(): () => void {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return
    const isBusyElsewhere = isTyping(event.target) || isOverlayOpen()
    for (const shortcut of snapshot.toReversed()) {
      const combo = shortcut.combos.find((candidate) => matchesCombo(candidate, event))
      if (combo === undefined) continue
      const isSingleKey = !/^(Alt|Mod)\+/.test(combo)
      const isResting = isBusyElsewhere || (!areSingleKeysOn && /^(Shift\+)?[^+]$/.test(combo))
      if (isSingleKey && shortcut.isGlobal !== true && isResting) continue
      event.preventDefault()
      shortcut.run(event)
      return
    }
  }
  document.addEventListener('keydown', onKeyDown)
  return () => document.removeEventListener('keydown', onKeyDown)
}

const isApple = /Mac|iPhone|iPad/.test(globalThis.navigator?.userAgent ?? '')

/** Whether the key event is the combination. Exported for its test. */
export function matchesCombo(
  combo: string,
  event: Pick<KeyboardEvent, 'key' | 'code' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey'>,
): boolean {
  const parts = combo.split('+')
  const key = parts.pop() ?? ''
  const wants = (modifier: string) => parts.includes(modifier)
  const mod = isApple ? event.metaKey : event.ctrlKey
  const otherMod = isApple ? event.ctrlKey : event.metaKey
  if (wants('Alt') !== event.altKey || wants('Mod') !== mod || otherMod) return false
  // Shift decides only where it is named: `?` needs it on most keyboards, but not on all.
  const isLetter = /^[a-z]$/.test(key)
  if ((wants('Shift') || isLetter) && wants('Shift') !== event.shiftKey) return false
  if (event.key.toLowerCase() === key.toLowerCase()) return true
  // Alt on Apple keyboards types another character, and other layouts other letters: fall back to the key's place.
  return isLetter && event.altKey && event.code === `Key${key.toUpperCase()}`
}

/** The keys of a combination as `Kbd` shows them. */
export const comboKeys = (combo: string): readonly string[] =>
  combo.split('+').map((key) => (key.length === 1 ? key.toUpperCase() : key))

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true
  if (target instanceof HTMLSelectElement) return true
  return (
    target instanceof HTMLInputElement &&
    !['checkbox', 'radio', 'button', 'submit', 'range'].includes(target.type)
  )
}

const isOverlayOpen = () =>
  document.querySelector('[role="dialog"][data-open], [role="menu"][data-open]') !== null
