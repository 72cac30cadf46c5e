import { useState, type FormEvent } from 'react'
import type { LocationContent } from '../simulator-api/wire-types.ts'
import { LocationBody } from '../message/location-body.tsx'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'

interface Place {
  name: string
  address: string
  latitude: string
  longitude: string
}

// Well-known squares, so that a first try needs no typing.
const places: Place[] = [
  { name: 'Trafalgar Square', address: 'London', latitude: '51.50806', longitude: '-0.12806' },
  { name: 'Plaza Mayor', address: 'Madrid', latitude: '40.41542', longitude: '-3.70739' },
  { name: 'Zócalo', address: 'Mexico City', latitude: '19.43260', longitude: '-99.13320' },
]
const nowhere: Place = { name: '', address: '', latitude: '', longitude: '' }

export function LocationForm({ onSend }: { onSend: (location: LocationContent) => void }) {
  const [place, setPlace] = useState<Place>(places[0] ?? nowhere)
  const latitude = coordinate(place.latitude, 90)
  const longitude = coordinate(place.longitude, 180)
  const set = (part: Partial<Place>) => setPlace({ ...place, ...part })
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (latitude === null || longitude === null) return
    const name = place.name.trim()
    const address = place.address.trim()
    onSend({
      latitude,
      longitude,
      ...(name === '' ? {} : { name }),
      ...(address === '' ? {} : { address }),
    })
  }
  return (
    <form aria-label="Location" onSubmit={onSubmit} className="flex flex-col gap-3">
      <div className="flex flex-wrap gap-1.5">
        {places.map((known) => (
          <button
            key={known.name}
            type="button"
            aria-pressed={known.name === place.name}
            onClick={() => setPlace(known)}
            className="h-8 rounded-full bg-raised px-3 text-sm aria-pressed:bg-accent-soft aria-pressed:text-accent"
          >
            {known.name}
          </button>
        ))}
      </div>
      <div className="self-center">
        <LocationBody location={{ latitude: latitude ?? 0, longitude: longitude ?? 0 }} />
      </div>
      <Field
        label="Name"
        value={place.name}
        onChange={(event) => set({ name: event.target.value })}
      />
      <Field
        label="Address"
        value={place.address}
        onChange={(event) => set({ address: event.target.value })}
      />
      <div className="grid grid-cols-2 gap-2">
        <Field
          label="Latitude"
          inputMode="decimal"
          value={place.latitude}
          error={latitude === null ? 'A number from -90 to 90' : null}
          onChange={(event) => set({ latitude: event.target.value })}
        />
        <Field
          label="Longitude"
          inputMode="decimal"
          value={place.longitude}
          error={longitude === null ? 'A number from -180 to 180' : null}
          onChange={(event) => set({ longitude: event.target.value })}
        />
      </div>
      <Button
        look="primary"
        type="submit"
        className="min-h-11!"
        disabled={latitude === null || longitude === null}
      >
        Send location
      </Button>
    </form>
  )
}

function coordinate(text: string, limit: number): number | null {
  const value = Number(text)
  return text.trim() !== '' && Number.isFinite(value) && Math.abs(value) <= limit ? value : null
}
