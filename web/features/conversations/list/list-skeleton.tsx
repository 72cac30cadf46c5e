import { Skeleton } from '#web/ui/skeleton.tsx'

const widths = ['w-2/5', 'w-1/3', 'w-1/2', 'w-1/4', 'w-2/5', 'w-1/3', 'w-3/5', 'w-1/2', 'w-1/3']

/** Rows in the shape of conversations, until these are here. */
export function ListSkeleton({ rows = widths.length }: { rows?: number }) {
  return (
    <div aria-busy className="overflow-hidden py-1">
      <p className="sr-only">Loading conversations</p>
      {widths.slice(0, rows).map((width, index) => (
        <div key={`${width}-${String(index)}`} className="flex h-18 items-center gap-2.5 px-3.5">
          <Skeleton className="m-1 size-10 shrink-0 rounded-full" />
          <div className="flex min-w-0 flex-1 flex-col gap-2">
            <Skeleton className={`h-3 ${width}`} />
            <Skeleton className="h-2.5 w-4/5" />
            <Skeleton className="h-2.5 w-1/4" />
          </div>
        </div>
      ))}
    </div>
  )
}
