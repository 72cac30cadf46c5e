import { Avatar } from '#web/ui/avatar.tsx'
import { CountBadge } from '#web/ui/badge.tsx'
import { Chip, type Tint } from '#web/ui/chip.tsx'
import { Kbd } from '#web/ui/kbd.tsx'
import { Specimen, State } from './specimen.tsx'

const tints: readonly Tint[] = [
  'amber',
  'green',
  'blue',
  'violet',
  'rose',
  'slate',
  'teal',
  'orange',
]

const rings = [
  ['full', 1, 'good'],
  ['half', 0.5, 'good'],
  ['under 4 h', 0.15, 'warn'],
  ['under 1 h', 0.03, 'bad'],
  ['shut', 0, 'off'],
] as const

export function PeopleAndMarks() {
  return (
    <>
      <Specimen title="Avatar" note="Initials in any script; names that are numbers get a figure.">
        {([16, 20, 24, 28, 32, 40, 56, 72] as const).map((size) => (
          <State key={size} name={`${String(size)} px`}>
            <Avatar name="Priya Nair" size={size} />
          </State>
        ))}
        <State name="Arabic">
          <Avatar name="إيمان الخطيب" />
        </State>
        <State name="one word">
          <Avatar name="Yusuf" />
        </State>
        <State name="number">
          <Avatar name="+1 555 010 0188" />
        </State>
      </Specimen>
      <Specimen
        title="Avatar ring"
        note="Length and colour say the same; the label says it in words."
      >
        {rings.map(([name, fraction, tone]) => (
          <State key={name} name={name}>
            <Avatar name="Tom Okafor" ring={{ fraction, tone, label: name }} />
          </State>
        ))}
      </Specimen>
      <Specimen title="Chip, count, key">
        {tints.map((tint) => (
          <Chip key={tint} tint={tint}>
            {tint}
          </Chip>
        ))}
        <Chip tint="violet" onRemove={() => {}} removeLabel="Remove the label">
          removable
        </Chip>
        <Chip tint="blue" size="sm">
          small
        </Chip>
        <CountBadge count={3} label="3 unread" />
        <CountBadge count={128} label="128 unread" />
        <CountBadge count={12} tone="neutral" label="12 conversations" />
        <Kbd keys={['Mod', 'Shift', 'K']} />
      </Specimen>
    </>
  )
}
