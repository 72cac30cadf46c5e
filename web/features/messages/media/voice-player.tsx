import { Pause, Play } from 'lucide-react'
import type { ReactNode } from 'react'
import { playTime } from '../time/time-words.ts'
import { useAudio } from './use-audio.ts'
import { useVoicePeaks } from './use-voice-peaks.ts'

const BAR_COUNT = 42
const RATES = [1, 1.5, 2]

/** Play button, waveform to seek in, time, and speed. */
export function VoicePlayer({
  id,
  url,
  sizeBytes,
  label,
  badge,
  onError,
}: {
  id: string
  url: string
  sizeBytes: number | null
  label: string
  badge?: ReactNode
  onError: () => void
}) {
  const audio = useAudio(url, onError)
  const voice = useVoicePeaks(id, url, sizeBytes, BAR_COUNT)
  const durationSeconds = voice.durationSeconds ?? audio.durationSeconds
  const fraction = durationSeconds === null ? 0 : audio.positionSeconds / durationSeconds
  const shownSeconds =
    audio.isPlaying || audio.positionSeconds > 0 ? audio.positionSeconds : durationSeconds
  const nextRate = RATES[(RATES.indexOf(audio.rate) + 1) % RATES.length] ?? 1
  return (
    <fieldset aria-label={label} className="flex min-w-0 items-center gap-2">
      <button
        type="button"
        aria-label={audio.isPlaying ? 'Pause' : 'Play'}
        onClick={audio.toggle}
        className="flex size-9 shrink-0 items-center justify-center rounded-full bg-accent text-accent-ink transition-colors hover:bg-accent-hover touch:size-11"
      >
        {audio.isPlaying ? (
          <Pause size={16} fill="currentColor" strokeWidth={0} />
        ) : (
          <Play size={16} fill="currentColor" strokeWidth={0} className="ms-0.5" />
        )}
      </button>
      <div className="min-w-0 flex-1">
        <div className="relative h-7">
          <Waveform peaks={voice.peaks} fraction={fraction} />
          <input
            type="range"
            aria-label="Position"
            aria-valuetext={`${playTime(audio.positionSeconds)} of ${playTime(durationSeconds ?? 0)}`}
            min={0}
            max={durationSeconds ?? 1}
            step={0.1}
            value={Math.min(audio.positionSeconds, durationSeconds ?? 1)}
            onChange={(event) => audio.seek(event.currentTarget.valueAsNumber)}
            className="absolute inset-0 size-full cursor-pointer rounded-sm opacity-0 focus-visible:opacity-100 focus-visible:[&]:appearance-none focus-visible:[&]:bg-transparent"
          />
        </div>
        <div className="tabular h-3.5 text-2xs text-muted">
          {shownSeconds === null ? '–:––' : playTime(shownSeconds)}
        </div>
      </div>
      {audio.isPlaying || audio.positionSeconds > 0 || audio.rate !== 1 ? (
        <button
          type="button"
          aria-label={`Speed ${audio.rate} times; change to ${nextRate} times`}
          onClick={() => audio.setRate(nextRate)}
          className="tabular h-7 w-9 shrink-0 rounded-full bg-ink/8 text-xs font-semibold text-muted hover:bg-ink/12 hover:text-ink touch:h-11"
        >
          {audio.rate}×
        </button>
      ) : (
        badge
      )}
    </fieldset>
  )
}

const BAR_STEP = 5

function Waveform({ peaks, fraction }: { peaks: number[]; fraction: number }) {
  const width = peaks.length * BAR_STEP
  const done = Math.round(fraction * peaks.length)
  return (
    <svg
      aria-hidden
      viewBox={`0 0 ${width} 28`}
      preserveAspectRatio="none"
      className="absolute inset-0 size-full rtl:-scale-x-100"
    >
      {peaks.map((peak, index) => {
        const height = Math.max(3, peak * 26)
        return (
          <rect
            key={index}
            x={index * BAR_STEP + 1}
            y={14 - height / 2}
            width={3}
            height={height}
            rx={1.5}
            className={index < done ? 'fill-accent' : 'fill-ink/30'}
          />
        )
      })}
    </svg>
  )
}
