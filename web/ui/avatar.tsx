import { clsx } from 'clsx'
import { User } from 'lucide-react'
import { AvatarRing, type RingTone } from './avatar-ring.tsx'
import { initialsOf } from './initials.ts'

const tints = [
  'bg-tint-amber text-tint-amber-ink',
  'bg-tint-green text-tint-green-ink',
  'bg-tint-blue text-tint-blue-ink',
  'bg-tint-violet text-tint-violet-ink',
  'bg-tint-rose text-tint-rose-ink',
  'bg-tint-teal text-tint-teal-ink',
  'bg-tint-orange text-tint-orange-ink',
  'bg-tint-slate text-tint-slate-ink',
]

const textSizes: Record<number, string> = {
  16: 'text-[0.5rem]',
  20: 'text-[0.5625rem]',
  24: 'text-[0.625rem]',
  28: 'text-2xs',
  32: 'text-xs',
  40: 'text-sm',
  56: 'text-lg',
  72: 'text-xl',
}

export type AvatarProps = {
  name: string
  /** Keeps the colour when the name changes; the name itself when left out. */
  seed?: string
  /** Diameter in px, without the ring. */
  size?: 16 | 20 | 24 | 28 | 32 | 40 | 56 | 72
  /** A meter around the picture: `fraction` 0 to 1 of the circle; tone `off` draws it dashed. */
  ring?: { fraction: number; tone: RingTone; label: string }
  className?: string
}

/** A person's initials on a colour of their own. */
export function Avatar({ name, seed = name, size = 40, ring, className }: AvatarProps) {
  const initials = initialsOf(name)
  const disc = (
    <span
      aria-hidden
      style={{ width: size, height: size }}
      className={clsx(
        'inline-flex shrink-0 items-center justify-center rounded-full font-semibold tracking-wide select-none',
        tints[hash(seed) % tints.length],
        textSizes[size],
        ring === undefined && className,
      )}
    >
      {initials === '' ? <User size={size * 0.5} strokeWidth={1.75} /> : initials}
    </span>
  )
  if (ring === undefined) return disc
  return (
    <AvatarRing size={size} {...ring} className={className}>
      {disc}
    </AvatarRing>
  )
}

function hash(text: string): number {
  let value = 0
  for (const character of text) value = (value * 31 + (character.codePointAt(0) ?? 0)) >>> 0
  return value
}
