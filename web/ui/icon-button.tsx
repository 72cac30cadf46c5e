import { clsx } from 'clsx'
import type { ComponentProps, ReactNode } from 'react'
import { Tooltip, type TooltipSide } from './tooltip.tsx'

export type IconButtonProps = Omit<ComponentProps<'button'>, 'children' | 'aria-label'> & {
  /** Said by screen readers and shown as the tooltip. */
  label: string
  icon: ReactNode
  /** Shown beside the label in the tooltip, e.g. `['Alt', 'J']`. */
  keys?: readonly string[]
  size?: 'xs' | 'sm' | 'md' | 'lg'
  tone?: 'plain' | 'accent' | 'danger' | 'raised'
  isPressed?: boolean
  tooltipSide?: TooltipSide
}

const sizes = {
  xs: 'size-6 rounded-sm',
  sm: 'size-7 rounded-sm touch:size-11',
  md: 'size-8 rounded-md touch:size-11',
  lg: 'size-10 rounded-md touch:size-11',
}

const tones = {
  plain:
    'text-muted hover:bg-hover hover:text-ink aria-pressed:bg-selected aria-pressed:text-accent',
  accent: 'bg-accent text-accent-ink shadow-raised hover:bg-accent-hover',
  danger: 'text-danger hover:bg-danger-soft',
  raised:
    'border border-line-strong bg-raised text-muted shadow-raised hover:bg-hover hover:text-ink',
}

export function IconButton({
  label,
  icon,
  keys,
  size = 'md',
  tone = 'plain',
  isPressed,
  tooltipSide,
  className,
  type = 'button',
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip label={label} keys={keys} side={tooltipSide}>
      <button
        {...rest}
        type={type}
        aria-label={label}
        aria-pressed={isPressed}
        className={clsx(
          'inline-flex shrink-0 items-center justify-center transition-colors select-none disabled:opacity-50 data-popup-open:bg-hover data-popup-open:text-ink',
          sizes[size],
          tones[tone],
          className,
        )}
      >
        {icon}
      </button>
    </Tooltip>
  )
}
