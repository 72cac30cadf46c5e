import { useSession } from '#web/api/session-queries.ts'
import { Avatar } from '#web/ui/avatar.tsx'
import { Menu, MenuContent, MenuTrigger } from '#web/ui/menu.tsx'
import { AccountMenuItems } from './account-menu-items.tsx'

/** Who is signed in, at the foot of the rail; opens theme, gallery and sign-out. */
export function AccountMenu({ isExpanded }: { isExpanded: boolean }) {
  const { user } = useSession()
  return (
    <Menu>
      <MenuTrigger className="mt-1 flex h-10 items-center gap-2.5 rounded-md px-1.5 text-start transition-colors hover:bg-hover data-popup-open:bg-hover touch:h-11">
        <Avatar name={user.name} seed={user.id} size={28} />
        <span className="sr-only">Account of </span>
        <span className={isExpanded ? 'min-w-0 flex-1 truncate text-base font-medium' : 'sr-only'}>
          {user.name}
        </span>
      </MenuTrigger>
      <MenuContent side="top" className="w-64">
        <AccountMenuItems />
      </MenuContent>
    </Menu>
  )
}
