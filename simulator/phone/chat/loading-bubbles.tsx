/** Grey bubbles until the chat is there. */
export function LoadingBubbles() {
  return (
    <output aria-label="Loading messages" className="flex flex-col gap-2.5">
      <span className="h-12 w-3/5 animate-shimmer rounded-bubble bg-ink/8" />
      <span className="h-9 w-2/5 animate-shimmer self-end rounded-bubble bg-accent/14" />
      <span className="h-16 w-3/5 animate-shimmer self-end rounded-bubble bg-accent/14" />
      <span className="h-9 w-1/2 animate-shimmer rounded-bubble bg-ink/8" />
    </output>
  )
}
