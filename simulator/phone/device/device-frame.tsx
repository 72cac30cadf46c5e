import { useState, type ReactNode } from 'react'
import { PhoneLayerContext } from './phone-layer.ts'
import { StatusBar } from './status-bar.tsx'

/** A phone: drawn as a device beside the tools, or the whole window where that is narrow. */
export function DeviceFrame({ isOnline, children }: { isOnline: boolean; children: ReactNode }) {
  const [layer, setLayer] = useState<HTMLElement | null>(null)
  return (
    <div className="relative h-full max-h-[54rem] w-full max-w-[25.5rem] rounded-[3.4rem] bg-bezel p-[0.7rem] shadow-device ring-2 ring-bezel-edge ring-inset narrow:max-h-none narrow:max-w-none narrow:rounded-none narrow:p-0 narrow:shadow-none narrow:ring-0">
      <SideButton className="-start-[3px] top-28 h-9" />
      <SideButton className="-start-[3px] top-42 h-14" />
      <SideButton className="-end-[3px] top-36 h-20" />
      <div className="relative isolate flex size-full flex-col overflow-hidden rounded-[2.75rem] bg-screen narrow:rounded-none">
        <PhoneLayerContext value={layer}>
          <StatusBar isOnline={isOnline} />
          <div className="relative min-h-0 flex-1">{children}</div>
        </PhoneLayerContext>
        <div ref={setLayer} className="pointer-events-none absolute inset-0 z-30" />
        <span
          aria-hidden
          className="pointer-events-none absolute start-1/2 bottom-1.5 z-40 h-1 w-32 -translate-x-1/2 rounded-full bg-ink/35 narrow:hidden rtl:translate-x-1/2"
        />
      </div>
    </div>
  )
}

function SideButton({ className }: { className: string }) {
  return (
    <span
      aria-hidden
      className={`absolute w-[4px] rounded-full bg-bezel-edge narrow:hidden ${className}`}
    />
  )
}
