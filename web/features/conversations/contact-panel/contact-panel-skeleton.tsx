import { Skeleton } from '#web/ui/skeleton.tsx'

export function ContactPanelSkeleton() {
  return (
    <div aria-busy className="flex w-full flex-col">
      <div className="flex flex-col items-center gap-3 px-5 pt-7 pb-6">
        <Skeleton className="size-18 rounded-full" />
        <Skeleton className="h-4 w-36" />
        <Skeleton className="h-6 w-44" />
      </div>
      {[0, 1, 2].map((section) => (
        <div key={section} className="border-t border-line px-5 py-4">
          <Skeleton className="mb-4 h-3 w-24" />
          <Skeleton className="mb-2 h-3 w-full" />
          <Skeleton className="h-3 w-3/5" />
        </div>
      ))}
    </div>
  )
}
