import { playTime } from '../message/format-time.ts'

interface WaveformSliderProps {
  bars: readonly number[]
  position: number
  length: number
  isPlayed: boolean
  onSeek: (seconds: number) => void
}

/** The loudness of a recording as bars, filled up to the position. A slider lies over it for mouse and keys. */
export function WaveformSlider({ bars, position, length, isPlayed, onSeek }: WaveformSliderProps) {
  // Some recordings tell their length only once they have been played through.
  const known = Number.isFinite(length) && length > 0 ? length : 0
  const share = known === 0 ? 0 : position / known
  return (
    <div className="relative h-7 rounded outline-offset-2 outline-focus has-focus-visible:outline-2">
      <div aria-hidden className="flex h-full items-center justify-between">
        {bars.map((height, place) => (
          <span
            key={`${place}`}
            className={`w-[2.5px] rounded-full ${place / bars.length < share ? (isPlayed ? 'bg-tick' : 'bg-accent') : 'bg-bubble-muted/45'}`}
            style={{ height: `${height * 100}%` }}
          />
        ))}
      </div>
      <input
        type="range"
        aria-label="Position"
        aria-valuetext={`${playTime(position)} of ${playTime(known)}`}
        min={0}
        max={known}
        step={0.05}
        value={position}
        disabled={known === 0}
        onChange={(event) => onSeek(Number(event.target.value))}
        className="absolute inset-0 w-full cursor-pointer opacity-0"
      />
    </div>
  )
}
