/**
 * A drawing in the manner of a town map. No map service may be asked, so streets and parks are made up from the
 * coordinates: the same place always looks the same.
 */
export function DrawnMap({ latitude, longitude }: { latitude: number; longitude: number }) {
  const random = seededRandom(Math.round(latitude * 1e4) * 31 + Math.round(longitude * 1e4))
  const tilt = Math.round(random() * 30 - 15)
  const rows = [-30, 12, 46, 84, 120, 158].map((y) => y + Math.round(random() * 14))
  const columns = [-40, 8, 58, 112, 170, 222, 276].map((x) => x + Math.round(random() * 20))
  const park = { x: columns[2] ?? 0, y: rows[1] ?? 0 }
  const water = Math.round(random() * 120)
  return (
    <svg
      aria-hidden
      viewBox="0 0 256 128"
      preserveAspectRatio="xMidYMid slice"
      className="size-full bg-[light-dark(#e8ece4,#26312c)]"
    >
      <path
        d={`M-10 ${water + 60}C60 ${water + 10} 120 ${water + 70} 270 ${water}`}
        fill="none"
        className="stroke-[light-dark(#a9d3ea,#1d4258)]"
        strokeWidth="17"
      />
      <g transform={`rotate(${tilt} 128 64)`} className="stroke-[light-dark(#ffffff,#3d4a44)]">
        <rect
          x={park.x + 6}
          y={park.y + 6}
          width="44"
          height="26"
          rx="4"
          className="fill-[light-dark(#c4e3be,#24462f)]"
          stroke="none"
        />
        {rows.map((y, place) => (
          <path key={y} d={`M-80 ${y}H340`} strokeWidth={place === 2 ? 9 : 4} />
        ))}
        {columns.map((x, place) => (
          <path key={x} d={`M${x} -80V220`} strokeWidth={place === 4 ? 8 : 4} />
        ))}
      </g>
    </svg>
  )
}

function seededRandom(seed: number): () => number {
  let state = seed >>> 0 || 1
  return () => {
    // xorshift, 32 bits
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
}
