import {
  comboKeys,
  setSingleKeys,
  useRegisteredShortcuts,
  useSingleKeys,
} from '#web/ui/shortcuts.ts'
import { Dialog, DialogContent } from '#web/ui/dialog.tsx'
import { Kbd } from '#web/ui/kbd.tsx'
import { Switch } from '#web/ui/switch.tsx'

/** Every shortcut that works right now, straight from the registry. */
export function ShortcutSheet({
  isOpen,
  onOpenChange,
}: {
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
}) {
  const shortcuts = useRegisteredShortcuts()
  const areSingleKeysOn = useSingleKeys()
  const groups = Map.groupBy(shortcuts, (shortcut) => shortcut.group)
  return (
    <Dialog open={isOpen} onOpenChange={onOpenChange}>
      <DialogContent title="Keyboard shortcuts" size="lg">
        <div className="gap-x-10 sm:columns-2">
          {[...groups].map(([group, entries]) => (
            <section key={group} className="mb-5 break-inside-avoid">
              <h3 className="mb-1 text-xs font-medium text-faint">{group}</h3>
              <dl>
                {entries.map((entry) => (
                  <div
                    key={entry.title}
                    className="flex min-h-9 items-center justify-between gap-4 border-b border-line py-1.5 last:border-0"
                  >
                    <dt>{entry.title}</dt>
                    <dd className="flex shrink-0 items-center gap-1.5 text-xs text-faint">
                      {entry.combos.map((combo, index) => (
                        <span key={combo} className="flex items-center gap-1.5">
                          {index > 0 && 'or'}
                          <Kbd keys={comboKeys(combo)} />
                        </span>
                      ))}
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </div>
        <div className="border-t border-line pt-4">
          <Switch
            label="Single-key shortcuts"
            detail="Letters alone, such as J, E or U. They rest while you type. Turn them off when voice control or a screen reader needs the keys; a reload turns them on again."
            isOn={areSingleKeysOn}
            onChange={setSingleKeys}
          />
        </div>
      </DialogContent>
    </Dialog>
  )
}
