import { useState } from 'react'
import type { MessageOf, ListRow } from '../simulator-api/wire-types.ts'
import { send } from '../state/send-message.ts'
import { Button } from '../ui/button.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { useChat } from './chat-context.ts'

interface ListSheetProps {
  message: MessageOf<'interactive'>
  onClose: () => void
}

/** The rows of a list message; one is chosen, then sent. */
export function ListSheet({ message, onClose }: ListSheetProps) {
  const { chat } = useChat()
  const [chosen, setChosen] = useState<ListRow | null>(null)
  const { action } = message.content
  const submit = () => {
    if (chosen === null) return
    onClose()
    void send(chat, {
      type: 'interactive',
      interactive: { type: 'list_reply', list_reply: chosen },
      repliesTo: message.id,
    })
  }
  return (
    <Sheet title={action?.button ?? 'Choose'} onClose={onClose}>
      <div role="radiogroup" aria-label={action?.button ?? 'Choose'}>
        {(action?.sections ?? []).map((section, place) => (
          <fieldset key={section.title ?? `${place}`} className="mb-3">
            {section.title === undefined || section.title === '' ? null : (
              <legend dir="auto" className="pb-1 text-sm font-semibold text-accent">
                {section.title}
              </legend>
            )}
            {(section.rows ?? []).map((row) => (
              <label
                key={row.id}
                className="flex items-center gap-3 border-b border-line/70 py-2.5 last:border-0"
              >
                <span className="min-w-0 flex-1">
                  <span dir="auto" className="block text-[0.95rem]">
                    {row.title}
                  </span>
                  {row.description === undefined ? null : (
                    <span dir="auto" className="block text-[0.82rem] text-muted">
                      {row.description}
                    </span>
                  )}
                </span>
                <input
                  type="radio"
                  name={message.id}
                  checked={chosen?.id === row.id}
                  onChange={() => setChosen(row)}
                  className="size-5 accent-accent"
                />
              </label>
            ))}
          </fieldset>
        ))}
      </div>
      <Button
        look="primary"
        className="mt-1 min-h-11! w-full"
        disabled={chosen === null}
        onClick={submit}
      >
        Send
      </Button>
    </Sheet>
  )
}
