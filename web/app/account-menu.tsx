import { clsx } from 'clsx'
import { useSession } from '#web/api/session-queries.ts'
import { Avatar } from '#web/ui/avatar.tsx'
import { Menu, MenuContent, MenuTrigger } from '#web/ui/menu.tsx'
import { AccountMenuItems } from './account-menu-items.tsx'

/** Who is signed in, at the foot of the rail; opens theme, gallery and sign-out. */
export function AccountMenu({ isExpanded }: { isExpanded: boolean }) {
  const { user } = useSession()
  return (
    <Menu>
      <MenuTrigger
        aria-label={`Account of ${user.name}`}
        className={clsx(
          'mt-1 flex h-10 items-center gap-2.5 rounded-md px-1.5 text-start transition-colors hover:bg-hover data-popup-open:bg-hover touch:h-11',
        )}
      >
        <Avatar name={user.name} seed={user.id} size={28} />
        {isExpanded && (
          <span className="min-w-0 flex-1 truncate text-base font-medium">{user.name}</span>
        )}
      </MenuTrigger>
      <MenuContent side="top" className="w-64">
        <AccountMenuItems />
      </MenuContent>
    </Menu>
  )
}
