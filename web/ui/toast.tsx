import { Toast as Base } from '@base-ui/react/toast'
import { CircleAlert, CircleCheck, Info, X } from 'lucide-react'
import { IconButton } from './icon-button.tsx'

type Tone = 'neutral' | 'success' | 'danger'

export type ToastContent = {
  title: string
  detail?: string
  tone?: Tone
  action?: { label: string; onAction: () => void }
  /** How long it stays; toasts with an action stay longer, those with danger until closed. */
  timeoutMs?: number
}

const manager = Base.createToastManager<{ tone: Tone }>()

/** Says something in the corner, politely; trouble is announced at once. Works outside components too. */
export function showToast({ title, detail, tone = 'neutral', action, timeoutMs }: ToastContent) {
  const id = manager.add({
    title,
    description: detail,
    timeout: timeoutMs ?? (tone === 'danger' ? 12_000 : action === undefined ? 5_000 : 8_000),
    priority: tone === 'danger' ? 'high' : 'low',
    data: { tone },
    ...(action !== undefined && {
      actionProps: {
        children: action.label,
        onClick: () => {
          manager.close(id)
          action.onAction()
        },
      },
    }),
  })
  return id
}

const icons = {
  neutral: <Info size={18} className="text-faint" />,
  success: <CircleCheck size={18} className="text-success" />,
  danger: <CircleAlert size={18} className="text-danger" />,
}

/** Where toasts appear; once per app. */
export function Toaster() {
  return (
    <Base.Provider toastManager={manager} limit={3}>
      <Base.Portal>
        <Base.Viewport className="fixed inset-x-4 bottom-[calc(1rem+env(safe-area-inset-bottom))] mx-auto flex max-w-88 flex-col-reverse gap-2 max-md:bottom-20 md:start-auto md:end-4 md:mx-0 md:w-88">
          <ToastList />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  )
}

function ToastList() {
  const { toasts } = Base.useToastManager<{ tone: Tone }>()
  return toasts.map((toast) => (
    <Base.Root
      key={toast.id}
      toast={toast}
      swipeDirection={['right', 'left', 'down']}
      className="rounded-lg bg-raised shadow-overlay transition-[opacity,translate] duration-200 outline-offset-0 data-ending-style:opacity-0 data-limited:hidden data-starting-style:translate-y-3 data-starting-style:opacity-0"
    >
      <Base.Content className="flex items-center gap-3 py-2 ps-3.5 pe-2">
        <span aria-hidden>{icons[toast.data?.tone ?? 'neutral']}</span>
        <div className="min-w-0 flex-1 py-1">
          <Base.Title className="text-base font-medium" />
          <Base.Description className="text-sm text-muted" />
        </div>
        <Base.Action className="h-7 shrink-0 rounded-sm px-2 text-sm font-semibold text-accent hover:bg-hover touch:h-11" />
        <Base.Close render={<IconButton size="sm" label="Dismiss" icon={<X size={15} />} />} />
      </Base.Content>
    </Base.Root>
  ))
}
