import { useQuery } from '@tanstack/react-query'
import { Link, useRouterState } from '@tanstack/react-router'
import { clsx } from 'clsx'
import { Gauge, Inbox, Keyboard, PanelLeftClose, PanelLeftOpen, Smartphone } from 'lucide-react'
import { conversationCountsQuery } from '#web/api/conversation-queries.ts'
import { useSession } from '#web/api/session-queries.ts'
import { Count } from '#web/features/conversations/list/view-bar.tsx'
import { views } from '#web/features/conversations/views.tsx'
import { useShortcuts } from '#web/ui/shortcuts.ts'
import { AccountMenu } from './account-menu.tsx'
import { Logo } from './logo.tsx'
import { RailItemBody, railItemClass, RailTooltip } from './rail-link.tsx'
import { railExpanded } from './sidebar-state.ts'

/** The bar at the start of the screen: where to go, and who is here. */
export function NavRail({ onShowShortcuts }: { onShowShortcuts: () => void }) {
  const isExpanded = railExpanded.use()
  const { workspace, simulatorUrl, permissions } = useSession()
  const { data: counts } = useQuery(conversationCountsQuery)
  const isInbox = useRouterState({
    select: (state) => state.location.pathname.startsWith('/inbox'),
  })
  const toggle = () => railExpanded.set(!isExpanded)
  useShortcuts([
    {
      combos: ['Alt+o'],
      title: 'Show or hide the names in the sidebar',
      group: 'Everywhere',
      run: toggle,
    },
  ])
  const toggleLabel = isExpanded ? 'Collapse the sidebar' : 'Expand the sidebar'
  return (
    <aside
      aria-label="Main"
      className={clsx(
        'flex shrink-0 flex-col gap-0.5 border-e border-line bg-canvas p-2 transition-[inline-size] duration-150',
        isExpanded ? 'w-55' : 'w-14',
      )}
    >
      <div className="mb-3 flex h-10 items-center gap-2.5 px-1.5">
        <Logo />
        {isExpanded && (
          <span className="min-w-0">
            <span className="block truncate text-base leading-4.5 font-semibold">Keepword</span>
            <span className="block truncate text-xs text-faint">{workspace.name}</span>
          </span>
        )}
      </div>
      <nav aria-label="Places" className="flex min-h-0 flex-1 flex-col gap-0.5 overflow-y-auto">
        <RailTooltip label="Inbox" isExpanded={isExpanded}>
          <Link
            to="/inbox/$view"
            params={{ view: 'all' }}
            aria-current={isExpanded || !isInbox ? undefined : 'page'}
            className={clsx(railItemClass, 'overflow-visible')}
          >
            <RailItemBody
              icon={<Inbox size={18} />}
              label="Inbox"
              count={counts?.unread ?? 0}
              countLabel={`${counts?.unread ?? 0} unread conversations`}
              isExpanded={isExpanded}
            />
          </Link>
        </RailTooltip>
        {isExpanded &&
          views.map((view) => (
            <Link
              key={view.id}
              to="/inbox/$view"
              params={{ view: view.id }}
              className="flex h-8 items-center gap-2.5 rounded-md ps-4 pe-2.5 text-sm text-muted transition-colors hover:bg-hover hover:text-ink aria-[current=page]:bg-selected aria-[current=page]:font-medium aria-[current=page]:text-accent touch:h-11"
            >
              <view.icon size={15} aria-hidden />
              <span className="min-w-0 flex-1 truncate">{view.title}</span>
              <Count value={counts?.[view.id]} />
            </Link>
          ))}
        {permissions.includes('operations.read') && (
          <RailTooltip label="Queues" isExpanded={isExpanded}>
            <Link to="/queues" className={railItemClass}>
              <RailItemBody icon={<Gauge size={18} />} label="Queues" isExpanded={isExpanded} />
            </Link>
          </RailTooltip>
        )}
      </nav>
      {simulatorUrl !== null && (
        <RailTooltip label="Try as a customer" isExpanded={isExpanded}>
          <a href={simulatorUrl} target="_blank" rel="noreferrer" className={railItemClass}>
            <RailItemBody
              icon={<Smartphone size={18} />}
              label="Try as a customer"
              isExpanded={isExpanded}
            />
          </a>
        </RailTooltip>
      )}
      <RailTooltip label="Keyboard shortcuts" keys={['?']} isExpanded={isExpanded}>
        <button type="button" onClick={onShowShortcuts} className={railItemClass}>
          <RailItemBody
            icon={<Keyboard size={18} />}
            label="Keyboard shortcuts"
            isExpanded={isExpanded}
          />
        </button>
      </RailTooltip>
      <RailTooltip label={toggleLabel} keys={['Alt', 'O']} isExpanded={isExpanded}>
        <button type="button" aria-expanded={isExpanded} onClick={toggle} className={railItemClass}>
          <RailItemBody
            icon={
              <span className="rtl:-scale-x-100">
                {isExpanded ? <PanelLeftClose size={18} /> : <PanelLeftOpen size={18} />}
              </span>
            }
            label={toggleLabel}
            isExpanded={isExpanded}
          />
        </button>
      </RailTooltip>
      <AccountMenu isExpanded={isExpanded} />
    </aside>
  )
}
