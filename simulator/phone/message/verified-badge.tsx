import { BadgeCheck } from 'lucide-react'

export function VerifiedBadge() {
  return (
    <span className="inline-flex shrink-0" title="Verified name">
      <BadgeCheck aria-hidden className="size-4.5 fill-accent text-panel" strokeWidth={2.2} />
      <span className="sr-only">Verified name</span>
    </span>
  )
}
