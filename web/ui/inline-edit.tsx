import { clsx } from 'clsx'
import { useEffect, useRef, useState } from 'react'

/**
 * A value that turns into a field when pressed. Enter or leaving saves, Escape gives the old value back.
 * `check` may refuse a value with a sentence, which keeps the field open.
 */
export function InlineEdit({
  label,
  value,
  placeholder,
  type = 'text',
  maxLength,
  check,
  onSave,
  className,
}: {
  label: string
  value: string
  /** Shown, fainter, while there is no value. */
  placeholder: string
  type?: 'text' | 'email'
  maxLength?: number
  check?: (value: string) => string | undefined
  onSave: (value: string) => void
  className?: string
}) {
  const [draft, setDraft] = useState<string | null>(null)
  const [error, setError] = useState<string>()
  const button = useRef<HTMLButtonElement>(null)
  const input = useRef<HTMLInputElement>(null)
  const isEditing = draft !== null
  useEffect(() => {
    if (isEditing) input.current?.select()
  }, [isEditing])
  // Closing by a key gives focus back to the value; the blur that follows must not save a second time.
  const isClosing = useRef(false)

  const close = (returnsFocus: boolean) => {
    isClosing.current = true
    setDraft(null)
    setError(undefined)
    if (returnsFocus) requestAnimationFrame(() => button.current?.focus())
  }
  const save = (returnsFocus: boolean) => {
    if (draft === null || isClosing.current) return
    const next = draft.trim()
    const refusal = next === value ? undefined : check?.(next)
    if (refusal !== undefined) {
      setError(refusal)
      return
    }
    close(returnsFocus)
    if (next !== value) onSave(next)
  }

  if (draft === null) {
    return (
      <button
        ref={button}
        type="button"
        onClick={() => {
          isClosing.current = false
          setDraft(value)
        }}
        className={clsx(
          'block min-h-7 max-w-full min-w-0 cursor-text truncate rounded-sm border border-transparent px-2 py-0.5 text-start transition-colors hover:border-line-strong hover:bg-hover',
          value === '' && 'text-faint',
          className,
        )}
      >
        <span className="sr-only">Edit {label}: </span>
        {value === '' ? placeholder : value}
      </button>
    )
  }
  return (
    <div className={clsx('min-w-0', className)}>
      <input
        ref={input}
        aria-label={label}
        aria-invalid={error !== undefined || undefined}
        aria-describedby={error === undefined ? undefined : `${label}-error`}
        type={type}
        value={draft}
        maxLength={maxLength}
        onChange={(event) => {
          setDraft(event.target.value)
          setError(undefined)
        }}
        onBlur={() => save(false)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') save(true)
          if (event.key === 'Escape') {
            event.stopPropagation()
            close(true)
          }
        }}
        className={clsx(
          'block h-7 w-full min-w-0 rounded-sm border bg-raised px-2 outline-none focus:ring-2 focus:ring-focus/25',
          error === undefined ? 'border-focus' : 'border-danger',
        )}
      />
      {error !== undefined && (
        <p id={`${label}-error`} role="alert" className="mt-1 px-2 text-xs font-normal text-danger">
          {error}
        </p>
      )}
    </div>
  )
}
