import { useEffect, useState, type ComponentType } from 'react'
import { Button } from '#web/ui/button.tsx'
import { EmojiPickerSkeleton } from './emoji-picker-skeleton.tsx'

type Picker = ComponentType<{ onChoose: (emoji: string) => void }>
type Loaded = { picker: Picker } | 'failed' | null

const loadPicker = (): Promise<Loaded> =>
  import('./emoji-picker.tsx').then(
    ({ EmojiPicker }) => ({ picker: EmojiPicker }),
    () => 'failed',
  )

/**
 * The emoji picker, loaded on first use. Not `React.lazy`: that would remember a failed load for good and take the
 * whole thread down with it, when all that is missing is emoji.
 */
export function LazyEmojiPicker({ onChoose }: { onChoose: (emoji: string) => void }) {
  const [loaded, setLoaded] = useState<Loaded>(null)
  useEffect(() => {
    void loadPicker().then(setLoaded)
  }, [])
  if (loaded === null) return <EmojiPickerSkeleton />
  if (loaded === 'failed')
    return (
      <div role="alert" className="w-72 p-4 text-sm">
        <p>The emoji did not load. Check the connection.</p>
        <Button
          size="sm"
          className="mt-3"
          onClick={() => {
            setLoaded(null)
            void loadPicker().then(setLoaded)
          }}
        >
          Retry
        </Button>
      </div>
    )
  const { picker: EmojiPicker } = loaded
  return <EmojiPicker onChoose={onChoose} />
}
