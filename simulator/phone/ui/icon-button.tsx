import type { LucideIcon } from 'lucide-react'
import type { ComponentProps } from 'react'

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children'> {
  icon: LucideIcon
  label: string
  iconClassName?: string
}

/** A round button of an icon alone; its label is its name and its tooltip. */
export function IconButton({
  icon: Icon,
  label,
  className = '',
  iconClassName = 'size-5',
  ...rest
}: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className={`grid size-9 shrink-0 place-items-center rounded-full text-muted transition-colors hover:bg-ink/7 hover:text-ink active:bg-ink/12 ${className}`}
      {...rest}
    >
      <Icon aria-hidden className={iconClassName} strokeWidth={2} />
    </button>
  )
}
