/** How far something is, 0 to 1. For work without a known end use a busy button or a skeleton. */
export function ProgressBar({ label, fraction }: { label: string; fraction: number }) {
  return (
    <progress
      aria-label={label}
      value={Math.min(Math.max(fraction, 0), 1)}
      className="block h-1.5 w-full appearance-none overflow-hidden rounded-full bg-sunken [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:rounded-full [&::-webkit-progress-value]:bg-accent"
    />
  )
}
