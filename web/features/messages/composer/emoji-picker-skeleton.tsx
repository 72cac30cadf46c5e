import { Skeleton } from '#web/ui/skeleton.tsx'

/** Keeps the picker's place while it loads. */
export function EmojiPickerSkeleton() {
  return (
    <div className="h-86 w-80 p-3">
      <Skeleton className="h-8 w-full" />
      <Skeleton className="mt-3 h-64 w-full" />
    </div>
  )
}
