import { Link } from '@tanstack/react-router'
import { Component, Gauge, LogOut, Monitor, Moon, Smartphone, Sun } from 'lucide-react'
import { useSession, useSignOut } from '#web/api/session-queries.ts'
import { sayFailure } from '#web/features/conversations/use-conversation-commands.ts'
import {
  MenuItem,
  MenuLinkItem,
  MenuRadioGroup,
  MenuRadioItem,
  MenuSeparator,
} from '#web/ui/menu.tsx'
import { themeChoice, type ThemeChoice } from './theme.ts'

const roles = { owner: 'Owner', admin: 'Admin', agent: 'Agent' }

/** The account menu's contents, shared by the rail and the phone's tab bar. */
export function AccountMenuItems({ withSimulator = false }: { withSimulator?: boolean }) {
  const { user, workspace, role, simulatorUrl, permissions } = useSession()
  const signOut = useSignOut()
  const theme = themeChoice.use()
  return (
    <>
      <div className="px-2.5 py-2">
        <p className="truncate text-base font-semibold">{user.name}</p>
        <p className="truncate text-sm text-muted">{user.email}</p>
        <p className="mt-0.5 truncate text-xs text-faint">
          {roles[role]} · {workspace.name}
        </p>
      </div>
      <MenuSeparator />
      <MenuRadioGroup
        value={theme}
        onValueChange={(value: ThemeChoice) => themeChoice.set(value)}
        aria-label="Theme"
      >
        <MenuRadioItem closeOnClick={false} value="light" icon={<Sun size={16} />}>
          Light
        </MenuRadioItem>
        <MenuRadioItem closeOnClick={false} value="dark" icon={<Moon size={16} />}>
          Dark
        </MenuRadioItem>
        <MenuRadioItem closeOnClick={false} value="system" icon={<Monitor size={16} />}>
          Follow the system
        </MenuRadioItem>
      </MenuRadioGroup>
      <MenuSeparator />
      {withSimulator && simulatorUrl !== null && (
        <MenuLinkItem
          closeOnClick
          icon={<Smartphone size={16} />}
          href={simulatorUrl}
          target="_blank"
          rel="noreferrer"
        >
          Try as a customer
        </MenuLinkItem>
      )}
      {permissions.includes('operations.read') && (
        <MenuLinkItem closeOnClick icon={<Gauge size={16} />} render={<Link to="/queues" />}>
          Queues
        </MenuLinkItem>
      )}
      <MenuLinkItem closeOnClick icon={<Component size={16} />} render={<Link to="/gallery" />}>
        Component gallery
      </MenuLinkItem>
      <MenuItem
        icon={<LogOut size={16} className="rtl:-scale-x-100" />}
        onClick={() =>
          signOut.mutate(undefined, { onError: (error) => sayFailure('Not signed out', error) })
        }
      >
        Sign out
      </MenuItem>
    </>
  )
}
