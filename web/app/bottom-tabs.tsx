import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { CircleUser, Inbox, Menu as MenuIcon, Search } from 'lucide-react'
import type { ReactNode } from 'react'
import { conversationCountsQuery } from '#web/api/conversation-queries.ts'
import { CountBadge } from '#web/ui/badge.tsx'
import { Menu, MenuContent, MenuTrigger } from '#web/ui/menu.tsx'
import { AccountMenuItems } from './account-menu-items.tsx'

const tabClass =
  'flex min-h-14 flex-1 flex-col items-center justify-center gap-0.5 text-2xs font-medium text-muted -outline-offset-4 aria-[current=page]:text-accent data-popup-open:text-ink'

/** The phone's navigation, below the list. */
export function BottomTabs({ view, onSearch }: { view: string; onSearch: () => void }) {
  const { data: counts } = useQuery(conversationCountsQuery)
  const unread = counts?.unread ?? 0
  return (
    <nav
      aria-label="Main"
      className="flex shrink-0 border-t border-line bg-panel pb-[env(safe-area-inset-bottom)]"
    >
      <Link
        to="/inbox/$view"
        params={{ view: 'all' }}
        aria-current={view === 'mine' ? undefined : 'page'}
        className={tabClass}
      >
        <TabBody icon={<Inbox size={20} />} label="Chats">
          <CountBadge
            count={unread}
            label={`${unread} unread`}
            className="absolute -end-3.5 -top-1"
          />
        </TabBody>
      </Link>
      <Link
        to="/inbox/$view"
        params={{ view: 'mine' }}
        aria-current={view === 'mine' ? 'page' : undefined}
        className={tabClass}
      >
        <TabBody icon={<CircleUser size={20} />} label="Mine" />
      </Link>
      <button type="button" onClick={onSearch} className={tabClass}>
        <TabBody icon={<Search size={20} />} label="Search" />
      </button>
      <Menu>
        <MenuTrigger className={tabClass}>
          <TabBody icon={<MenuIcon size={20} />} label="More" />
        </MenuTrigger>
        <MenuContent side="top" align="end" className="w-64">
          <AccountMenuItems withSimulator />
        </MenuContent>
      </Menu>
    </nav>
  )
}

function TabBody({
  icon,
  label,
  children,
}: {
  icon: ReactNode
  label: string
  children?: ReactNode
}) {
  return (
    <>
      <span className="relative">
        <span aria-hidden>{icon}</span>
        {children}
      </span>
      {label}
    </>
  )
}
