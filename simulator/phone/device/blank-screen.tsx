import { MessageCircleDashed } from 'lucide-react'
import { Button } from '../ui/button.tsx'

interface BlankScreenProps {
  title: string
  text: string
  action?: string
  onAction?: () => void
}

export function BlankScreen({ title, text, action, onAction }: BlankScreenProps) {
  return (
    <div className="flex h-full flex-col items-center justify-center gap-2 px-10 text-center">
      <span className="mb-2 grid size-16 place-items-center rounded-full bg-accent-soft text-accent">
        <MessageCircleDashed aria-hidden className="size-8" strokeWidth={1.6} />
      </span>
      <h1 className="text-base font-semibold">{title}</h1>
      <p className="text-sm text-balance text-muted">{text}</p>
      {action === undefined ? null : (
        <Button look="primary" className="mt-3" onClick={onAction}>
          {action}
        </Button>
      )}
    </div>
  )
}
