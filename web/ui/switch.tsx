import { Switch as Base } from '@base-ui/react/switch'
import { useId } from 'react'

export function Switch({
  label,
  detail,
  isOn,
  onChange,
  isDisabled = false,
}: {
  label: string
  detail?: string
  isOn: boolean
  onChange: (isOn: boolean) => void
  isDisabled?: boolean
}) {
  const id = useId()
  return (
    <div className="flex items-start gap-3">
      <div className="min-w-0 flex-1">
        <span id={`${id}-label`} className="text-base font-medium">
          {label}
        </span>
        {detail !== undefined && (
          <p id={`${id}-detail`} className="mt-0.5 text-sm text-pretty text-muted">
            {detail}
          </p>
        )}
      </div>
      <Base.Root
        checked={isOn}
        onCheckedChange={(checked) => onChange(checked)}
        disabled={isDisabled}
        aria-labelledby={`${id}-label`}
        aria-describedby={detail === undefined ? undefined : `${id}-detail`}
        className="relative inline-flex h-6 w-10 shrink-0 cursor-pointer items-center rounded-full bg-faint p-0.5 transition-colors data-checked:bg-accent data-disabled:opacity-50"
      >
        <Base.Thumb className="size-5 rounded-full bg-panel shadow-raised transition-transform data-checked:translate-x-4 rtl:data-checked:-translate-x-4" />
      </Base.Root>
    </div>
  )
}
