import { clsx } from 'clsx'
import type { ReactNode } from 'react'

/** A choice between a few, all in sight. Built on radio buttons, so arrows move it and one is always chosen. */
export function Segmented<T extends string>({
  label,
  name,
  value,
  options,
  onChange,
}: {
  label: string
  /** Groups the radio buttons; unique on the page. */
  name: string
  value: T
  options: readonly { value: T; label: string; icon?: ReactNode }[]
  onChange: (value: T) => void
}) {
  return (
    <fieldset className="inline-flex gap-0.5 rounded-md bg-sunken p-0.5">
      <legend className="sr-only">{label}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          className={clsx(
            'inline-flex h-7 items-center gap-1.5 rounded-sm px-2.5 text-sm font-medium transition-colors has-focus-visible:outline-2 has-focus-visible:outline-focus touch:h-11',
            option.value === value
              ? 'bg-raised text-ink shadow-raised ring-1 ring-line'
              : 'text-muted hover:text-ink',
          )}
        >
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
            className="sr-only"
          />
          {option.icon}
          {option.label}
        </label>
      ))}
    </fieldset>
  )
}
