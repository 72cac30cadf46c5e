import { useId, type ComponentProps } from 'react'

interface FieldProps extends ComponentProps<'input'> {
  label: string
  hint?: string
  error?: string | null
}

export function Field({ label, hint, error, className = '', ...rest }: FieldProps) {
  const id = useId()
  const note = error ?? hint
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1 block text-xs font-medium text-muted">
        {label}
      </label>
      <input
        id={id}
        dir="auto"
        autoComplete="off"
        aria-invalid={error !== null && error !== undefined}
        aria-describedby={note === undefined ? undefined : `${id}-note`}
        className="h-10 w-full rounded-xl border border-line bg-field px-3 text-sm outline-offset-0 placeholder:text-faint aria-invalid:border-danger"
        {...rest}
      />
      {note === undefined ? null : (
        <p
          id={`${id}-note`}
          className={`mt-1 text-xs ${error === null || error === undefined ? 'text-muted' : 'text-danger'}`}
        >
          {note}
        </p>
      )}
    </div>
  )
}
