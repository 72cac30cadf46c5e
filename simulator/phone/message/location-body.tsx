import { MapPin } from 'lucide-react'
import type { LocationContent } from '../simulator-api/wire-types.ts'
import { DrawnMap } from './drawn-map.tsx'

export function LocationBody({ location }: { location: LocationContent }) {
  const latitude = Number(location.latitude)
  const longitude = Number(location.longitude)
  const place = `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`
  return (
    <div className="w-64 max-w-full">
      <div className="relative h-32 overflow-hidden rounded-[0.6rem]">
        <DrawnMap latitude={latitude} longitude={longitude} />
        <MapPin
          aria-hidden
          className="absolute start-1/2 top-1/2 size-9 -translate-x-1/2 -translate-y-full fill-danger text-panel drop-shadow rtl:translate-x-1/2"
          strokeWidth={1.5}
        />
      </div>
      <div className="px-1.5 pt-1.5">
        {location.name === undefined ? null : (
          <p dir="auto" className="text-sm font-semibold">
            {location.name}
          </p>
        )}
        {location.address === undefined ? null : (
          <p dir="auto" className="text-[0.8rem] text-bubble-muted">
            {location.address}
          </p>
        )}
        <p className="text-xs text-bubble-muted tabular-nums">
          <bdi>{place}</bdi>
        </p>
      </div>
    </div>
  )
}
