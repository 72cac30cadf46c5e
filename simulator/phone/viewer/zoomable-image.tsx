import { useState, type MouseEvent } from 'react'

/** A picture that fills the view; a click enlarges it around that point, the next shows it whole again. */
export function ZoomableImage({ url, alt }: { url: string; alt: string }) {
  const [origin, setOrigin] = useState<string | null>(null)
  const toggle = (event: MouseEvent) => {
    const box = event.currentTarget.getBoundingClientRect()
    const x = ((event.clientX - box.left) / box.width) * 100
    const y = ((event.clientY - box.top) / box.height) * 100
    setOrigin(origin === null ? `${x}% ${y}%` : null)
  }
  return (
    <button
      type="button"
      aria-label={origin === null ? 'Enlarge' : 'Show whole photo'}
      onClick={toggle}
      className={`absolute inset-0 overflow-hidden ${origin === null ? 'cursor-zoom-in' : 'cursor-zoom-out'}`}
    >
      <img
        src={url}
        alt={alt}
        className="size-full object-contain transition-transform duration-200"
        style={origin === null ? undefined : { transform: 'scale(2.5)', transformOrigin: origin }}
      />
    </button>
  )
}
