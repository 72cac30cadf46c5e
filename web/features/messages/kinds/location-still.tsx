const WIDTH = 320
const HEIGHT = 132

/**
 * A street plan invented from the coordinates: the same place always looks the same, and no tile server is asked.
 * It stands for "a place on a map", it is not one; the words below it carry the information.
 */
export function LocationStill({ latitude, longitude }: { latitude: number; longitude: number }) {
  const next = sequence(latitude, longitude)
  const tilt = -14 + next() * 28
  const rows = lines(next, HEIGHT + 120)
  const columns = lines(next, WIDTH + 120)
  const parkX = next() * 180 - 20
  const parkY = next() * 60 - 20
  const bend = 30 + next() * 60
  const riverTop = next() * WIDTH
  return (
    <svg
      aria-hidden
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="xMidYMid slice"
      className="block h-33 w-full bg-tint-slate"
    >
      <g transform={`rotate(${tilt} ${WIDTH / 2} ${HEIGHT / 2})`}>
        <rect
          x={parkX}
          y={parkY}
          width={90 + next() * 60}
          height={60 + next() * 40}
          rx={6}
          className="fill-tint-green"
        />
        {rows.map(({ at, isWide }) => (
          <path
            key={`r${at}`}
            d={`M-80 ${at - 60}H${WIDTH + 80}`}
            strokeWidth={isWide ? 9 : 4}
            className="stroke-raised"
          />
        ))}
        {columns.map(({ at, isWide }) => (
          <path
            key={`c${at}`}
            d={`M${at - 60} -80V${HEIGHT + 80}`}
            strokeWidth={isWide ? 9 : 4}
            className="stroke-raised"
          />
        ))}
      </g>
      <path
        d={`M${riverTop - 40} -10C${riverTop} ${bend} ${riverTop + 60} ${HEIGHT - bend} ${riverTop + 20} ${HEIGHT + 10}`}
        fill="none"
        strokeWidth={16}
        className="stroke-tint-blue"
      />
      <circle cx={WIDTH / 2} cy={HEIGHT / 2} r={22} className="fill-danger/20" />
      <path
        d={`M${WIDTH / 2} ${HEIGHT / 2 + 4}c-9-12-12-16-12-22a12 12 0 0 1 24 0c0 6-3 10-12 22z`}
        strokeWidth={2}
        className="fill-danger stroke-raised"
      />
      <circle cx={WIDTH / 2} cy={HEIGHT / 2 - 18} r={4} className="fill-raised" />
    </svg>
  )
}

function sequence(latitude: number, longitude: number): () => number {
  let state = Math.abs(Math.round(latitude * 10_000) * 31 + Math.round(longitude * 10_000)) % 65_537
  return () => {
    state = (state * 75 + 74) % 65_537
    return state / 65_537
  }
}

function lines(next: () => number, until: number): { at: number; isWide: boolean }[] {
  const result: { at: number; isWide: boolean }[] = []
  for (let at = 10 + next() * 20; at < until; at += 26 + next() * 34)
    result.push({ at: Math.round(at), isWide: next() < 0.25 })
  return result
}
