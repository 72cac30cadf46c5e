import type { ReactNode } from 'react'

/** Says that there is nothing here, why, and what to do next. */
export function EmptyState({
  icon,
  title,
  detail,
  action,
}: {
  icon: ReactNode
  title: string
  detail?: string
  action?: ReactNode
}) {
  return (
    <div className="flex h-full flex-col items-center justify-center px-8 py-12 text-center">
      <span
        aria-hidden
        className="mb-4 flex size-12 items-center justify-center rounded-xl bg-sunken text-faint"
      >
        {icon}
      </span>
      <p className="text-base font-semibold text-balance">{title}</p>
      {detail !== undefined && (
        <p className="mt-1 max-w-72 text-base text-pretty text-muted">{detail}</p>
      )}
      {action !== undefined && <div className="mt-4">{action}</div>}
    </div>
  )
}
