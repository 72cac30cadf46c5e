import { useId, type ComponentProps } from 'react'

/** A text box that grows with its text, up to the height its class allows. */
export function TextArea({
  label,
  isLabelHidden = false,
  className = '',
  ...rest
}: ComponentProps<'textarea'> & { label: string; isLabelHidden?: boolean }) {
  const id = useId()
  return (
    <div>
      <label
        htmlFor={id}
        className={isLabelHidden ? 'sr-only' : 'mb-1.5 block text-sm font-medium text-ink'}
      >
        {label}
      </label>
      <textarea
        {...rest}
        id={id}
        className={`block field-sizing-content w-full resize-none rounded-md border border-line-strong bg-raised px-2.5 py-1.5 text-base outline-none placeholder:text-faint focus:border-focus focus:ring-2 focus:ring-focus/25 touch:text-lg ${className}`}
      />
    </div>
  )
}
