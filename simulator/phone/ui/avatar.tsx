interface AvatarProps {
  name: string
  /** A colour the simulator gave; without one it follows from the name. */
  color?: string | null
  imageUrl?: string | null
  className?: string
}

// Dark enough for white initials (contrast of 4.5 and more).
const palette = [
  '#0b7a5b',
  '#2f6fb3',
  '#8a4fb8',
  '#b3475e',
  '#9a5b12',
  '#3f6f3a',
  '#52609f',
  '#a0437f',
]

/** A face for somebody without a picture: initials on a colour of their own. */
export function Avatar({ name, color, imageUrl, className = 'size-11 text-base' }: AvatarProps) {
  const shape = `grid shrink-0 place-items-center rounded-full object-cover select-none ${className}`
  if (imageUrl !== null && imageUrl !== undefined && imageUrl !== '') {
    return <img src={imageUrl} alt="" className={shape} />
  }
  return (
    <span
      aria-hidden
      className={`${shape} bg-linear-to-br from-black/0 to-black/25 font-semibold text-white`}
      style={{ backgroundColor: color ?? colorOf(name) }}
    >
      {initialsOf(name)}
    </span>
  )
}

function colorOf(name: string): string {
  let hash = 0
  for (const letter of name) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) >>> 0
  return palette[hash % palette.length] ?? '#0b7a5b'
}

function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/u)
  const first = words[0]
  const last = words.length > 1 ? words.at(-1) : undefined
  const letters = [first, last].map((word) => [...(word ?? '')][0] ?? '')
  return letters.join('').toLocaleUpperCase()
}
