import { CircleHelp } from 'lucide-react'

export function UnsupportedBody({ kind }: { kind: string }) {
  return (
    <div className="flex w-60 max-w-full items-start gap-2.5 rounded-[0.6rem] bg-quote p-2.5 text-[0.82rem]">
      <CircleHelp aria-hidden className="mt-0.5 size-5 shrink-0 text-bubble-muted" />
      <p>
        This phone cannot show this message.
        <span className="block text-xs text-bubble-muted">Kind: {kind.replaceAll('_', ' ')}</span>
      </p>
    </div>
  )
}
