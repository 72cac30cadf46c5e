import { SendHorizontal, Trash2 } from 'lucide-react'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { playTime } from '../message/format-time.ts'
import { tell } from '../state/notice-store.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { recordVoice, type Recording } from '../voice/record-voice.ts'

interface VoiceBarProps {
  onSend: (voice: Blob) => void
  onCancel: () => void
}

const barCount = 32
const measureEveryMs = 90

/** Takes the composer's place while a voice message is spoken: time, loudness, give up, send. */
export function VoiceBar({ onSend, onCancel }: VoiceBarProps) {
  const recording = useRef<Recording | null>(null)
  const sendButton = useRef<HTMLButtonElement>(null)
  const [seconds, setSeconds] = useState(0)
  const [levels, setLevels] = useState<number[]>([])
  const [isFinishing, setFinishing] = useState(false)
  const giveUp = useEffectEvent(onCancel)

  useEffect(() => {
    let isGone = false
    sendButton.current?.focus()
    const startedMs = performance.now()
    recordVoice().then(
      (started) => {
        if (isGone) started.cancel()
        else recording.current = started
      },
      () => {
        if (isGone) return
        tell('The microphone cannot be used. Allow it in the browser and try again.')
        giveUp()
      },
    )
    const timer = setInterval(() => {
      setSeconds((performance.now() - startedMs) / 1000)
      const level = recording.current?.level() ?? 0
      setLevels((before) => [...before.slice(1 - barCount), level])
    }, measureEveryMs)
    return () => {
      isGone = true
      clearInterval(timer)
      recording.current?.cancel()
      recording.current = null
    }
  }, [])

  const finish = async () => {
    const current = recording.current
    if (current === null) return
    setFinishing(true)
    recording.current = null
    try {
      onSend(await current.finish())
    } catch {
      tell('The recording could not be turned into a voice message.')
      onCancel()
    }
  }

  return (
    <fieldset
      aria-label="Voice recording"
      className="flex animate-fade-in items-center gap-2 px-2 pt-2 pb-1.5"
    >
      <IconButton
        icon={Trash2}
        label="Cancel recording"
        className="size-10! text-danger!"
        onClick={onCancel}
      />
      <div className="flex h-10 min-w-0 flex-1 items-center gap-3 rounded-full bg-field px-4 ring-1 ring-line ring-inset">
        <span aria-hidden className="size-2.5 shrink-0 animate-blink rounded-full bg-danger" />
        <span role="timer" className="w-9 text-sm tabular-nums">
          {playTime(seconds)}
        </span>
        <span
          aria-hidden
          className="flex h-6 min-w-0 flex-1 items-center justify-end gap-[3px] overflow-hidden"
        >
          {levels.map((level, place) => (
            <span
              key={`${place}`}
              className="w-[3px] shrink-0 rounded-full bg-accent"
              style={{ height: `${Math.max(12, level * 100)}%` }}
            />
          ))}
        </span>
      </div>
      <IconButton
        icon={SendHorizontal}
        label="Send voice message"
        ref={sendButton}
        onKeyDown={(event) => event.key === 'Escape' && onCancel()}
        disabled={isFinishing}
        iconClassName="size-5 rtl:-scale-x-100"
        className="size-10! bg-accent! text-accent-ink! disabled:opacity-50"
        onClick={() => void finish()}
      />
    </fieldset>
  )
}
