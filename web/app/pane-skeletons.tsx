import { Skeleton } from '#web/ui/skeleton.tsx'
import { ListSkeleton } from '#web/features/conversations/list/list-skeleton.tsx'

const bubbles = ['w-2/5', 'w-1/3 ms-auto', 'w-1/2', 'w-1/4', 'w-2/5 ms-auto', 'w-1/3']

export function ThreadSkeleton() {
  return (
    <div aria-busy className="flex min-w-0 flex-1 flex-col bg-canvas">
      <div className="flex h-14 shrink-0 items-center gap-3 border-b border-line bg-panel px-4">
        <Skeleton className="size-8 rounded-full" />
        <Skeleton className="h-3 w-40" />
      </div>
      <div className="mx-auto flex w-full max-w-180 flex-1 flex-col justify-end gap-3 p-4">
        {bubbles.map((width, index) => (
          <Skeleton key={`${width}-${String(index)}`} className={`h-10 rounded-lg ${width}`} />
        ))}
      </div>
      <div className="border-t border-line bg-panel p-4">
        <Skeleton className="h-10 w-full rounded-lg" />
      </div>
    </div>
  )
}

/** The whole frame, while it is not known yet who is here. */
export function FrameSkeleton() {
  return (
    <div aria-busy className="flex h-dvh overflow-hidden bg-canvas">
      <div className="flex w-14 flex-col items-center gap-3 border-e border-line p-2 max-md:hidden">
        <Skeleton className="size-8 rounded-md" />
        <Skeleton className="size-8 rounded-md" />
      </div>
      <div className="w-full bg-panel md:w-85 md:border-e md:border-line">
        <div className="flex h-14 items-center px-3">
          <Skeleton className="h-8 w-full rounded-md" />
        </div>
        <div className="flex gap-2 px-3 pb-2">
          <Skeleton className="h-7 w-12 rounded-full" />
          <Skeleton className="h-7 w-16 rounded-full" />
          <Skeleton className="h-7 w-20 rounded-full" />
        </div>
        <ListSkeleton />
      </div>
    </div>
  )
}
