import { clsx } from 'clsx'
import { useId, type ComponentProps, type ReactNode } from 'react'

export type TextFieldProps = Omit<ComponentProps<'input'>, 'size'> & {
  label: string
  /** The label is there for screen readers only. */
  isLabelHidden?: boolean
  hint?: string
  /** Why the value cannot be taken; marks the field and is read out with it. */
  error?: string | undefined
  leading?: ReactNode
  trailing?: ReactNode
  size?: 'md' | 'lg'
}

export function TextField({
  label,
  isLabelHidden = false,
  hint,
  error,
  leading,
  trailing,
  size = 'md',
  className,
  id: givenId,
  ...rest
}: TextFieldProps) {
  const ownId = useId()
  const id = givenId ?? ownId
  const note = error ?? hint
  return (
    <div className={className}>
      <label
        htmlFor={id}
        className={isLabelHidden ? 'sr-only' : 'mb-1.5 block text-sm font-medium text-ink'}
      >
        {label}
      </label>
      <div
        className={clsx(
          'flex items-center gap-2 rounded-md border bg-raised px-2.5 transition-[border-color,box-shadow] focus-within:border-focus focus-within:ring-2 focus-within:ring-focus/25 has-disabled:bg-sunken has-disabled:text-faint touch:h-11',
          size === 'lg' ? 'h-10' : 'h-8',
          error === undefined ? 'border-line-strong' : 'border-danger',
        )}
      >
        {leading !== undefined && <span className="text-faint">{leading}</span>}
        <input
          {...rest}
          id={id}
          aria-invalid={error !== undefined || undefined}
          aria-describedby={note === undefined ? undefined : `${id}-note`}
          className="h-full w-full min-w-0 flex-1 bg-transparent text-base outline-none placeholder:text-faint touch:text-lg"
        />
        {trailing}
      </div>
      {note !== undefined && (
        <p
          id={`${id}-note`}
          className={clsx('mt-1.5 text-sm', error === undefined ? 'text-faint' : 'text-danger')}
        >
          {note}
        </p>
      )}
    </div>
  )
}
