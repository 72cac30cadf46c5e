import { useEffect, useEffectEvent, useRef, useState, type ReactNode } from 'react'
import { Virtualizer, type VirtualizerHandle } from 'virtua'
import { JumpToNewest } from './jump-to-newest.tsx'
import type { ThreadItem } from './thread-items.ts'
import { useIsPrepending, useNewCount } from './use-row-changes.ts'
import { useRowFocus } from './use-row-focus.ts'
import { isMotionWanted, useThreadScroll } from './use-thread-scroll.ts'

export type ThreadLogProps = {
  items: ThreadItem[]
  label: string
  isLoadingOlder: boolean
  onNearTop: () => void
  /** The newest row was just sent from here. */
  isLastOwn: boolean
  /** A row to bring into view; a new object asks again. */
  target: { key: string } | null
  children: (item: ThreadItem, isReachable: boolean) => ReactNode
}

/** The scrolling thread: only rows near the viewport are in the document. */
export function ThreadLog(props: ThreadLogProps) {
  const { items, target } = props
  const [openAt] = useState(() => {
    const at = items.findIndex((item) => item.kind === 'unread')
    return at === -1 ? null : at
  })
  const virtualizer = useRef<VirtualizerHandle>(null)
  const { isAtEnd, onScroll, onResize, toEnd, toRow } = useThreadScroll({
    virtualizer,
    rowCount: items.length,
    openAt,
    lastKey: items.at(-1)?.key ?? '',
    isLastOwn: props.isLastOwn,
    onNearTop: props.onNearTop,
  })
  const isPrepending = useIsPrepending(items)
  const newCount = useNewCount(items, isAtEnd)
  const { reachableKey, onKeyDown } = useRowFocus(items, virtualizer)
  const bringIntoView = useEffectEvent((key: string) => {
    const index = items.findIndex((item) => item.key === key)
    if (index !== -1) toRow(index)
  })
  useEffect(() => {
    if (target !== null) bringIntoView(target.key)
  }, [target])

  const log = {
    role: 'log',
    'aria-label': props.label,
    // Rows also come into the document by scrolling; only at the end they are news worth reading out.
    'aria-live': isAtEnd ? ('polite' as const) : ('off' as const),
    'aria-relevant': 'additions' as const,
    tabIndex: 0,
    onKeyDown,
  }
  return (
    <div className="relative min-h-0 flex-1">
      <div
        {...log}
        className="flex h-full flex-col overflow-y-auto overscroll-contain [overflow-anchor:none] -outline-offset-2"
      >
        <div className="grow" />
        <Virtualizer
          ref={virtualizer}
          shift={isPrepending}
          bufferSize={400}
          onScroll={onScroll}
          onResize={onResize}
        >
          {items.map((item, index) => (
            <div
              key={item.key}
              data-row={item.key}
              className={`mx-auto w-full max-w-190 px-4 sm:px-5 ${index === items.length - 1 ? 'pb-4' : ''}`}
            >
              {props.children(item, item.key === reachableKey)}
            </div>
          ))}
        </Virtualizer>
      </div>
      {props.isLoadingOlder && (
        <output className="absolute inset-x-0 top-2 mx-auto w-fit rounded-full border border-line bg-raised px-3 py-1 text-xs text-muted shadow-raised">
          Loading earlier messages…
        </output>
      )}
      {!isAtEnd && <JumpToNewest newCount={newCount} onJump={() => toEnd(isMotionWanted())} />}
    </div>
  )
}
