import { clsx } from 'clsx'
import type { ComponentProps, ReactNode } from 'react'

export type ButtonProps = ComponentProps<'button'> & {
  tone?: 'primary' | 'secondary' | 'ghost' | 'danger'
  size?: 'sm' | 'md' | 'lg'
  icon?: ReactNode
  /** Work is under way: the button keeps its words and place, shows a running bar and takes no clicks. */
  isBusy?: boolean
}

const tones = {
  primary: 'bg-accent text-accent-ink shadow-raised hover:bg-accent-hover',
  secondary: 'border border-line-strong bg-raised text-ink shadow-raised hover:bg-hover',
  ghost: 'text-muted hover:bg-hover hover:text-ink',
  danger: 'border border-line-strong bg-raised text-danger shadow-raised hover:bg-danger-soft',
}

const sizes = {
  sm: 'h-7 gap-1.5 rounded-sm px-2.5 text-sm touch:h-11',
  md: 'h-8 gap-2 rounded-md px-3 text-base touch:h-11',
  lg: 'h-10 gap-2 rounded-md px-4 text-base touch:h-11',
}

export function Button({
  tone = 'secondary',
  size = 'md',
  icon,
  isBusy = false,
  className,
  children,
  onClick,
  type = 'button',
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      aria-busy={isBusy || undefined}
      aria-disabled={isBusy || undefined}
      onClick={isBusy ? (event) => event.preventDefault() : onClick}
      className={clsx(
        'relative inline-flex shrink-0 items-center justify-center overflow-hidden font-medium whitespace-nowrap transition-colors select-none disabled:opacity-50',
        tones[tone],
        sizes[size],
        className,
      )}
    >
      {icon}
      {children}
      {isBusy && <span aria-hidden className="busy-bar absolute inset-x-0 bottom-0 h-0.5" />}
    </button>
  )
}
