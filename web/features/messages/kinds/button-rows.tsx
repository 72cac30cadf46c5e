import { ExternalLink, Reply } from 'lucide-react'
import type { ReactNode } from 'react'

export type ButtonRow = { text: string; icon?: ReactNode; url?: string | null }

/** The buttons a contact sees below a message. They are theirs to press: here they are only shown. */
export function ButtonRows({ buttons, label }: { buttons: ButtonRow[]; label: string }) {
  if (buttons.length === 0) return null
  return (
    <ul aria-label={label} className="border-t border-ink/10">
      {buttons.map((button, index) => (
        <li
          key={index}
          title={button.url ?? undefined}
          className="flex min-h-9 items-center justify-center gap-2 border-ink/10 px-3 py-1.5 text-center font-medium text-info not-first:border-t"
        >
          <span aria-hidden className="shrink-0 rtl:-scale-x-100">
            {button.icon ??
              (button.url === null || button.url === undefined ? (
                <Reply size={14} />
              ) : (
                <ExternalLink size={14} />
              ))}
          </span>
          <span dir="auto">{button.text}</span>
        </li>
      ))}
    </ul>
  )
}
