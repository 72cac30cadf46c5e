import { Menu as Base } from '@base-ui/react/menu'
import { clsx } from 'clsx'
import { Check } from 'lucide-react'
import type { ComponentProps, ReactNode } from 'react'
import { Kbd } from './kbd.tsx'

export const Menu = Base.Root
export const MenuTrigger = Base.Trigger
export const MenuRadioGroup = Base.RadioGroup
export const MenuGroup = Base.Group

type Side = 'top' | 'bottom' | 'inline-start' | 'inline-end'

export function MenuContent({
  children,
  side = 'bottom',
  align = 'start',
  className,
}: {
  children: ReactNode
  side?: Side
  align?: 'start' | 'center' | 'end'
  className?: string
}) {
  return (
    <Base.Portal>
      <Base.Positioner side={side} align={align} sideOffset={6} collisionPadding={8}>
        <Base.Popup
          className={clsx(
            'popup-motion max-h-(--available-height) min-w-48 overflow-y-auto rounded-lg bg-raised p-1 shadow-overlay outline-none',
            className,
          )}
        >
          {children}
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  )
}

const itemClass =
  'flex min-h-8 w-full cursor-pointer items-center gap-2.5 rounded-md px-2.5 text-start text-base outline-none select-none data-disabled:opacity-50 data-highlighted:bg-hover touch:min-h-11'

type ItemContent = {
  icon?: ReactNode
  /** At the end of the line: a count, a hint. */
  trailing?: ReactNode
  keys?: readonly string[]
  children: ReactNode
}

function ItemBody({ icon, trailing, keys, children }: ItemContent) {
  return (
    <>
      {icon !== undefined && <span className="text-faint flex size-4 items-center">{icon}</span>}
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {trailing}
      {keys !== undefined && <Kbd keys={keys} />}
    </>
  )
}

export function MenuItem({
  icon,
  trailing,
  keys,
  tone,
  children,
  ...rest
}: Omit<ComponentProps<typeof Base.Item>, 'className' | 'children'> &
  ItemContent & { tone?: 'danger' }) {
  return (
    <Base.Item {...rest} className={clsx(itemClass, tone === 'danger' && 'text-danger')}>
      <ItemBody icon={icon} trailing={trailing} {...(keys && { keys })}>
        {children}
      </ItemBody>
    </Base.Item>
  )
}

export function MenuLinkItem({
  icon,
  trailing,
  children,
  ...rest
}: Omit<ComponentProps<typeof Base.LinkItem>, 'className' | 'children'> & ItemContent) {
  return (
    <Base.LinkItem {...rest} className={itemClass}>
      <ItemBody icon={icon} trailing={trailing}>
        {children}
      </ItemBody>
    </Base.LinkItem>
  )
}

export function MenuCheckboxItem({
  icon,
  trailing,
  children,
  ...rest
}: Omit<ComponentProps<typeof Base.CheckboxItem>, 'className' | 'children'> & ItemContent) {
  return (
    <Base.CheckboxItem {...rest} className={itemClass}>
      <ItemBody icon={icon} trailing={trailing}>
        {children}
      </ItemBody>
      <Base.CheckboxItemIndicator render={<Check size={15} className="text-accent" />} />
    </Base.CheckboxItem>
  )
}

export function MenuRadioItem({
  icon,
  trailing,
  children,
  ...rest
}: Omit<ComponentProps<typeof Base.RadioItem>, 'className' | 'children'> & ItemContent) {
  return (
    <Base.RadioItem closeOnClick {...rest} className={itemClass}>
      <ItemBody icon={icon} trailing={trailing}>
        {children}
      </ItemBody>
      <Base.RadioItemIndicator render={<Check size={15} className="text-accent" />} />
    </Base.RadioItem>
  )
}

export function MenuSeparator() {
  return <Base.Separator className="mx-2 my-1 h-px bg-line" />
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return (
    <Base.GroupLabel className="px-2.5 pt-2 pb-1 text-xs font-medium text-faint">
      {children}
    </Base.GroupLabel>
  )
}
