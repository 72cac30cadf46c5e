import { MapPin } from 'lucide-react'
import { CopyButton } from '#web/ui/copy-button.tsx'
import { numberAt, textAt } from '../content.ts'
import type { KindProps } from './kind-props.ts'
import { LocationStill } from './location-still.tsx'

export function LocationMessage({ message, meta }: KindProps) {
  return (
    <div className="w-80 max-w-full p-1">
      <LocationCard location={message.content['location']} />
      <div className="flow-root px-2 pb-1">{meta}</div>
    </div>
  )
}

/** A place with its name and coordinates. The picture is drawn here: no map service learns who looks at it. */
export function LocationCard({ location }: { location: unknown }) {
  const latitude = numberAt(location, 'latitude')
  const longitude = numberAt(location, 'longitude')
  const name = textAt(location, 'name')
  const address = textAt(location, 'address')
  if (latitude === null || longitude === null)
    return <p className="px-2 py-2 text-muted">A place without coordinates.</p>
  const coordinates = `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`
  const map = `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=17/${latitude}/${longitude}`
  return (
    <div className="overflow-hidden rounded-lg">
      <LocationStill latitude={latitude} longitude={longitude} />
      <div className="bg-ink/5 px-3 py-2">
        <p dir="auto" className="font-medium">
          {name ?? 'Shared location'}
        </p>
        {address !== null && (
          <p dir="auto" className="text-sm text-muted">
            {address}
          </p>
        )}
        <div className="mt-1 flex items-center gap-1 text-xs text-muted">
          <MapPin aria-hidden size={12} />
          <span className="tabular">{coordinates}</span>
          <CopyButton value={coordinates} label="Copy coordinates" />
          <a
            href={map}
            target="_blank"
            rel="noopener noreferrer"
            className="ms-auto font-medium text-info hover:underline"
          >
            Open map
          </a>
        </div>
      </div>
    </div>
  )
}
