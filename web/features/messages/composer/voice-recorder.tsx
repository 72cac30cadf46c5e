import { MicOff, SendHorizontal, Square, Trash2 } from 'lucide-react'
import { Button } from '#web/ui/button.tsx'
import { IconButton } from '#web/ui/icon-button.tsx'
import { VoicePlayer } from '../media/voice-player.tsx'
import type { Attachment } from './attachment.ts'
import { playTime } from '../time/time-words.ts'
import type { RecorderState, useRecorder } from './use-recorder.ts'

/** Takes the box's place while a voice note is recorded, heard again, sent or thrown away. */
export function VoiceRecorder({
  recorder,
  onSend,
}: {
  recorder: ReturnType<typeof useRecorder>
  onSend: (recording: Attachment) => void
}) {
  const { state } = recorder
  if (state.kind === 'idle' || state.kind === 'asking')
    return <p className="px-3 py-4 text-sm text-muted">Waiting for the microphone…</p>
  if (state.kind === 'refused')
    return (
      <div role="alert" className="flex items-center gap-3 px-3 py-2.5 text-sm">
        <MicOff aria-hidden size={18} className="shrink-0 text-danger" />
        <span className="flex-1 text-pretty">{state.problem}</span>
        <Button size="sm" onClick={recorder.start}>
          Try again
        </Button>
        <Button size="sm" tone="ghost" onClick={() => recorder.reset()}>
          Close
        </Button>
      </div>
    )
  return (
    <div className="flex items-center gap-2 p-2">
      <IconButton
        label="Throw the recording away"
        tone="danger"
        icon={<Trash2 size={17} />}
        onClick={state.kind === 'recording' ? recorder.cancel : () => recorder.reset()}
      />
      {state.kind === 'recording' ? <Level state={state} /> : <Preview state={state} />}
      {state.kind === 'recording' ? (
        <Button icon={<Square size={13} fill="currentColor" />} onClick={recorder.finish}>
          Stop
        </Button>
      ) : (
        <Button
          tone="primary"
          icon={<SendHorizontal size={15} className="rtl:-scale-x-100" />}
          onClick={() => onSend(state.recording)}
        >
          Send
        </Button>
      )}
    </div>
  )
}

const BARS = 32

function Level({ state }: { state: Extract<RecorderState, { kind: 'recording' }> }) {
  return (
    <div className="flex min-w-0 flex-1 items-center gap-2.5">
      <span aria-hidden className="size-2.5 rounded-full bg-danger motion-safe:animate-pulse" />
      <span role="timer" className="tabular text-base">
        {playTime(state.seconds)}
      </span>
      <span aria-hidden className="flex h-6 min-w-0 flex-1 items-center gap-0.5 overflow-hidden">
        {Array.from({ length: BARS }, (_, bar) => {
          // A bell around the middle, so that the meter breathes instead of jumping.
          const share = Math.exp(-(((bar - BARS / 2) / (BARS / 5)) ** 2))
          return (
            <span
              key={bar}
              style={{ height: `${12 + 88 * state.level * share}%` }}
              className="w-0.75 shrink-0 rounded-full bg-accent/70 transition-[height] duration-100"
            />
          )
        })}
      </span>
      <span className="sr-only">Recording</span>
    </div>
  )
}

function Preview({ state }: { state: Extract<RecorderState, { kind: 'done' }> }) {
  const { id, previewUrl, file } = state.recording
  return (
    <div className="min-w-0 flex-1">
      {previewUrl !== null && (
        <VoicePlayer
          id={id}
          url={previewUrl}
          sizeBytes={file.size}
          label="Your recording"
          onError={() => {}}
        />
      )}
    </div>
  )
}
