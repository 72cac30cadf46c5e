import { Specimen } from './specimen.tsx'

const surfaces = [
  ['canvas', 'bg-canvas'],
  ['panel', 'bg-panel'],
  ['raised', 'bg-raised'],
  ['hover', 'bg-hover'],
  ['selected', 'bg-selected'],
  ['sunken', 'bg-sunken'],
  ['inbound', 'bg-inbound'],
  ['outbound', 'bg-outbound'],
  ['note', 'bg-note'],
  ['accent', 'bg-accent'],
  ['danger-soft', 'bg-danger-soft'],
  ['warning-soft', 'bg-warning-soft'],
  ['success-soft', 'bg-success-soft'],
  ['info-soft', 'bg-info-soft'],
] as const

const inks = [
  ['ink', 'text-ink'],
  ['muted', 'text-muted'],
  ['faint', 'text-faint'],
  ['accent', 'text-accent'],
  ['danger', 'text-danger'],
  ['warning', 'text-warning'],
  ['success', 'text-success'],
  ['info', 'text-info'],
] as const

const sizes = [
  ['2xl', 'text-2xl font-semibold tracking-tight'],
  ['xl', 'text-xl font-semibold tracking-tight'],
  ['lg', 'text-lg font-semibold'],
  ['base', 'text-base'],
  ['sm', 'text-sm'],
  ['xs', 'text-xs'],
  ['2xs', 'text-2xs'],
] as const

/** Colours and type, by the names the code uses. */
export function Foundations() {
  return (
    <>
      <Specimen title="Surfaces">
        {surfaces.map(([name, className]) => (
          <figure key={name} className="w-24">
            <div className={`h-14 rounded-md border border-line ${className}`} />
            <figcaption className="mt-1.5 text-xs text-muted">{name}</figcaption>
          </figure>
        ))}
      </Specimen>
      <Specimen title="Inks" note="Each reaches 4.5:1 on every surface it is used on.">
        {inks.map(([name, className]) => (
          <p key={name} className={`text-base font-medium ${className}`}>
            {name}
          </p>
        ))}
      </Specimen>
      <Specimen title="Type">
        <div className="flex flex-col gap-2">
          {sizes.map(([name, className]) => (
            <p key={name} className={className}>
              {name} · Your order leaves the kiln on Thursday at 10:24
            </p>
          ))}
        </div>
      </Specimen>
    </>
  )
}
