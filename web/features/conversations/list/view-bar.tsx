import { Link } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import { clsx } from 'clsx'
import { ChevronDown } from 'lucide-react'
import { useLayoutEffect, useRef, useState } from 'react'
import { conversationCountsQuery } from '#web/api/conversation-queries.ts'
import type { ConversationView } from '#shared/contracts/conversation.ts'
import { Menu, MenuContent, MenuLinkItem, MenuTrigger } from '#web/ui/menu.tsx'
import { viewEntry, views } from '../views.tsx'

const chipClass =
  'inline-flex h-7 shrink-0 items-center gap-1.5 rounded-full px-2.5 text-sm font-medium whitespace-nowrap transition-colors touch:h-9'

/** The views: as many as fit as chips, all of them in the menu at the end. */
export function ViewBar({ view }: { view: ConversationView }) {
  const { data: counts } = useQuery(conversationCountsQuery)
  const strip = useRef<HTMLElement>(null)
  const fitting = useFitting(strip, views.length)
  const isHidden = views.findIndex((entry) => entry.id === view) >= fitting
  return (
    <div className="flex items-start gap-1 px-3 pb-2">
      <nav
        ref={strip}
        aria-label="Views"
        className="flex h-7 min-w-0 flex-1 flex-wrap gap-1 overflow-hidden touch:h-9"
      >
        {views.map((entry, index) => (
          <Link
            key={entry.id}
            to="/inbox/$view"
            params={{ view: entry.id }}
            aria-current={entry.id === view ? 'page' : undefined}
            className={clsx(
              chipClass,
              entry.id === view
                ? 'bg-selected text-accent'
                : 'text-muted hover:bg-hover hover:text-ink',
              // Wrapped out of sight: the menu has it instead.
              index >= fitting && 'invisible',
            )}
          >
            {entry.title}
            <Count value={counts?.[entry.id]} />
          </Link>
        ))}
      </nav>
      <Menu>
        <MenuTrigger
          className={clsx(
            chipClass,
            isHidden
              ? 'bg-selected text-accent'
              : 'px-1.5 text-muted hover:bg-hover hover:text-ink',
          )}
        >
          <span className="sr-only">All views{isHidden && ', now '}</span>
          {isHidden && (
            <>
              {viewEntry(view).title}
              <Count value={counts?.[view]} />
            </>
          )}
          <ChevronDown size={16} aria-hidden />
        </MenuTrigger>
        <MenuContent align="end" className="w-56">
          {views.map((entry) => (
            <MenuLinkItem
              key={entry.id}
              closeOnClick
              icon={<entry.icon size={16} />}
              trailing={<Count value={counts?.[entry.id]} />}
              render={<Link to="/inbox/$view" params={{ view: entry.id }} />}
            >
              {entry.title}
            </MenuLinkItem>
          ))}
        </MenuContent>
      </Menu>
    </div>
  )
}

/** Nothing until the number is known: a 0 would be a claim. */
export function Count({ value }: { value: number | undefined }) {
  if (value === undefined || value === 0) return null
  return <span className="text-xs font-normal text-faint tabular">{value.toLocaleString()}</span>
}

/** How many of the strip's children stand in its first line. */
function useFitting(strip: React.RefObject<HTMLElement | null>, total: number): number {
  const [fitting, setFitting] = useState(total)
  useLayoutEffect(() => {
    const element = strip.current
    if (element === null) return
    const measure = () => {
      const children = [...element.children] as HTMLElement[]
      const firstTop = children[0]?.offsetTop ?? 0
      const wrapped = children.findIndex((child) => child.offsetTop > firstTop)
      setFitting(wrapped === -1 ? total : wrapped)
    }
    measure()
    // Children grow when counts arrive; the strip when the pane is resized.
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    for (const child of element.children) observer.observe(child)
    return () => observer.disconnect()
  }, [strip, total])
  return fitting
}
