import type { ReactNode } from 'react'

/** A titled group of one component's states. */
export function Specimen({
  title,
  note,
  children,
}: {
  title: string
  note?: string
  children: ReactNode
}) {
  return (
    <section className="border-t border-line py-6">
      <h2 className="text-lg font-semibold">{title}</h2>
      {note !== undefined && <p className="mt-0.5 max-w-prose text-sm text-muted">{note}</p>}
      <div className="mt-4 flex flex-wrap items-start gap-4">{children}</div>
    </section>
  )
}

/** One state with its name below. */
export function State({ name, children }: { name: string; children: ReactNode }) {
  return (
    <figure className="flex flex-col items-start gap-2">
      {children}
      <figcaption className="text-xs text-faint">{name}</figcaption>
    </figure>
  )
}

/** A box the size of a pane, for states that fill one. */
export function PaneBox({ name, children }: { name: string; children: ReactNode }) {
  return (
    <figure className="w-85 max-w-full">
      <div className="flex h-90 flex-col overflow-hidden rounded-lg border border-line bg-panel">
        {children}
      </div>
      <figcaption className="mt-2 text-xs text-faint">{name}</figcaption>
    </figure>
  )
}
