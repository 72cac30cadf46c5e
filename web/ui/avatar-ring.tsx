import { clsx } from 'clsx'
import type { ReactNode } from 'react'

export type RingTone = 'good' | 'warn' | 'bad' | 'off'

const strokes = {
  good: 'stroke-meter-good',
  warn: 'stroke-meter-warn',
  bad: 'stroke-meter-bad',
  off: 'stroke-meter-off',
}

const gap = 2
const thickness = 2

/** A circular meter around its child, starting at twelve o'clock. Its label says in words what colour and length show. */
export function AvatarRing({
  size,
  fraction,
  tone,
  label,
  className,
  children,
}: {
  size: number
  fraction: number
  tone: RingTone
  label: string
  className?: string | undefined
  children: ReactNode
}) {
  const outer = size + 2 * (gap + thickness)
  const radius = size / 2 + gap + thickness / 2
  const isOff = tone === 'off'
  return (
    <span
      title={label}
      style={{ width: outer, height: outer }}
      className={clsx('relative inline-flex shrink-0 items-center justify-center', className)}
    >
      {children}
      <span className="sr-only">{label}</span>
      <svg
        aria-hidden
        viewBox={`0 0 ${outer} ${outer}`}
        fill="none"
        strokeWidth={thickness}
        className="absolute inset-0 -rotate-90 rtl:-scale-y-100"
      >
        {!isOff && (
          <circle cx={outer / 2} cy={outer / 2} r={radius} className="stroke-ink opacity-8" />
        )}
        <circle
          cx={outer / 2}
          cy={outer / 2}
          r={radius}
          pathLength={isOff ? 48 : 1}
          strokeDasharray={isOff ? '1.2 1.8' : `${Math.max(fraction, 0.02)} 1`}
          strokeLinecap={isOff ? 'butt' : 'round'}
          className={clsx(strokes[tone], 'transition-[stroke-dasharray,stroke] duration-500')}
        />
      </svg>
    </span>
  )
}
