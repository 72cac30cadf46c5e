import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { ReplayResult } from '#shared/contracts/operations.ts'
import { showToast } from '#web/ui/toast.tsx'
import { replayStep } from './queue-queries.ts'
import { countWords, plural } from './queue-words.ts'

/** How far a replay of all is. */
export type ReplayProgress = { done: number; total: number; applied: number; parkedAgain: number }

/**
 * Replays everything that is set aside, step by step, and tells what became of it. Leaving the page stops it
 * between two steps; what was replayed stays replayed.
 */
export function useReplayAll() {
  const client = useQueryClient()
  const [progress, setProgress] = useState<ReplayProgress | null>(null)
  const isGone = useRef(false)
  useEffect(() => {
    isGone.current = false
    return () => {
      isGone.current = true
    }
  }, [])

  const start = async (): Promise<void> => {
    const so: ReplayProgress = { done: 0, total: 0, applied: 0, parkedAgain: 0 }
    setProgress(so)
    try {
      let step: ReplayResult | null = null
      do {
        step = await replayStep({
          all: true,
          ...(step ? { parkedBefore: step.parkedBefore } : {}),
        })
        so.done += step.replayed
        so.applied += step.applied
        so.parkedAgain += step.parkedAgain
        so.total = so.done + step.remaining
        setProgress({ ...so })
        void client.invalidateQueries({ queryKey: ['queues'] })
      } while (step.remaining > 0 && step.replayed > 0 && !isGone.current)
      tellResult(so)
    } catch (error) {
      showToast({
        tone: 'danger',
        title: 'The replay stopped',
        detail: error instanceof Error ? error.message : String(error),
      })
    } finally {
      setProgress(null)
    }
  }
  return { progress, start: () => void start() }
}

/** Says what a replay led to. */
export function tellResult(result: { done: number; applied: number; parkedAgain: number }): void {
  const { done, applied, parkedAgain } = result
  const waiting = done - applied - parkedAgain
  showToast({
    tone: parkedAgain > 0 ? 'neutral' : 'success',
    title: replayTitle(result),
    ...(parkedAgain + waiting > 0 && {
      detail: [
        parkedAgain > 0 ? `${countWords(parkedAgain)} came back: the cause is not gone.` : '',
        waiting > 0 ? `${countWords(waiting)} still wait to be applied.` : '',
      ]
        .filter(Boolean)
        .join(' '),
    }),
  })
}

function replayTitle({ done, applied, parkedAgain }: Omit<ReplayProgress, 'total'>): string {
  if (done === 0) return 'There was nothing left to replay'
  if (applied === 0 && parkedAgain > 0) return 'None could be applied'
  return `${plural(applied, 'webhook')} applied`
}
