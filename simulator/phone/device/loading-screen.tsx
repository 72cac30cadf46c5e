/** Grey shapes in the places of the chat list, until it is there. */
export function LoadingScreen() {
  return (
    <output aria-label="Loading" className="flex h-full flex-col gap-5 px-4 pt-6">
      {[60, 44, 72, 52, 64].map((width) => (
        <div key={width} className="flex animate-shimmer items-center gap-3">
          <span className="size-12 rounded-full bg-ink/9" />
          <span className="flex flex-1 flex-col gap-2">
            <span className="h-3 w-1/3 rounded-full bg-ink/12" />
            <span className="h-3 rounded-full bg-ink/7" style={{ width: `${width}%` }} />
          </span>
        </div>
      ))}
    </output>
  )
}
