import { useNavigate } from '@tanstack/react-router'
import { useRef, type RefObject } from 'react'
import type { VirtualizerHandle } from 'virtua'
import type { Conversation } from '#shared/contracts/conversation.ts'
import type { ListPlace } from '#web/api/conversation-lists.ts'
import { useShortcuts } from '#web/ui/shortcuts.ts'
import { useConversationCommands } from '../use-conversation-commands.ts'

/** The list's keys: moving through the rows, and doing something to the row in focus or the open conversation. */
export function useListKeys({
  rows,
  place,
  selectedId,
  tabStopIndex,
  virtualizer,
  scroller,
}: {
  rows: readonly Conversation[]
  place: ListPlace
  selectedId: string | null
  tabStopIndex: number
  virtualizer: RefObject<VirtualizerHandle | null>
  scroller: RefObject<HTMLElement | null>
}) {
  const navigate = useNavigate()
  const commands = useConversationCommands()

  /** Where the focus is about to be: a held key repeats faster than rows are mounted. */
  const arrivingAt = useRef<number | null>(null)
  const isFocusInList = () => scroller.current?.contains(document.activeElement) === true
  const focusRow = (index: number) => {
    const row = rows[Math.min(Math.max(index, 0), rows.length - 1)]
    if (row === undefined) return
    const target = rows.indexOf(row)
    arrivingAt.current = target
    virtualizer.current?.scrollToIndex(target, { align: 'nearest' })
    // The row may have to be mounted first.
    requestAnimationFrame(() => {
      if (arrivingAt.current === target) arrivingAt.current = null
      scroller.current?.querySelector<HTMLElement>(`[data-conversation="${row.id}"]`)?.focus()
    })
  }
  const step = (by: number) => () => {
    if (arrivingAt.current !== null) focusRow(arrivingAt.current + by)
    else focusRow(isFocusInList() ? tabStopIndex + by : tabStopIndex)
  }

  const open = (by: number) => () => {
    const index = rows.findIndex((row) => row.id === selectedId)
    const row = index === -1 ? rows[0] : rows[index + by]
    if (row === undefined) return
    virtualizer.current?.scrollToIndex(rows.indexOf(row), { align: 'nearest' })
    void navigate({
      to: '/inbox/$view/$conversationId',
      params: { view: place.view, conversationId: row.id },
      search: place.search === '' ? {} : { q: place.search },
    })
  }

  /** The row in focus, else the open conversation. */
  const onTarget = (act: (conversation: Conversation) => void) => {
    const openRow = rows.find((row) => row.id === selectedId)
    const target = isFocusInList() ? rows[tabStopIndex] : openRow
    if (target !== undefined) act(target)
  }
  const resolve = (row: Conversation) => {
    const index = rows.indexOf(row)
    const keepsFocus = isFocusInList()
    commands.toggleResolved(row)
    // The row leaves; focus goes to the one that takes its place.
    if (keepsFocus) requestAnimationFrame(() => focusRow(Math.min(index + 1, rows.length - 1)))
  }

  const group = 'Conversations'
  useShortcuts([
    { combos: ['j', 'ArrowDown'], title: 'Next row', group, run: step(1) },
    { combos: ['k', 'ArrowUp'], title: 'Previous row', group, run: step(-1) },
    { combos: ['Alt+j'], title: 'Open the next conversation', group, run: open(1) },
    { combos: ['Alt+k'], title: 'Open the previous conversation', group, run: open(-1) },
    {
      combos: ['u'],
      title: 'Mark read or unread',
      group,
      run: () => onTarget(commands.toggleUnread),
    },
    { combos: ['a'], title: 'Assign to me', group, run: () => onTarget(commands.assignToMe) },
    { combos: ['e', 'Alt+e'], title: 'Resolve or reopen', group, run: () => onTarget(resolve) },
  ])
}
