import { AtSign, Check, Plus, Search, Trash2, X } from 'lucide-react'
import { useState } from 'react'
import { Button } from '#web/ui/button.tsx'
import { CopyButton } from '#web/ui/copy-button.tsx'
import { IconButton } from '#web/ui/icon-button.tsx'
import { InlineEdit } from '#web/ui/inline-edit.tsx'
import { Segmented } from '#web/ui/segmented.tsx'
import { Switch } from '#web/ui/switch.tsx'
import { TextArea } from '#web/ui/text-area.tsx'
import { TextField } from '#web/ui/text-field.tsx'
import { Specimen, State } from './specimen.tsx'

const tones = ['primary', 'secondary', 'ghost', 'danger'] as const

/** Everything that is pressed or typed into. `idPrefix` keeps names apart when the page shows two of each. */
export function Controls({ idPrefix }: { idPrefix: string }) {
  const [isOn, setIsOn] = useState(true)
  const [size, setSize] = useState('comfortable')
  const [city, setCity] = useState('Hamburg')
  return (
    <>
      <Specimen title="Button" note="Small, medium, large; busy buttons keep their words.">
        {tones.map((tone) => (
          <State key={tone} name={tone}>
            <div className="flex items-center gap-2">
              <Button tone={tone} size="sm">
                Save
              </Button>
              <Button tone={tone} icon={<Check size={15} />}>
                Save
              </Button>
              <Button tone={tone} size="lg">
                Save
              </Button>
            </div>
          </State>
        ))}
        <State name="busy">
          <Button tone="primary" isBusy>
            Saving
          </Button>
        </State>
        <State name="disabled">
          <Button tone="primary" disabled>
            Save
          </Button>
        </State>
      </Specimen>
      <Specimen title="Icon button" note="The label is the tooltip and the accessible name.">
        <State name="plain">
          <IconButton label="Close" icon={<X size={18} />} />
        </State>
        <State name="pressed">
          <IconButton label="Search" isPressed icon={<Search size={18} />} />
        </State>
        <State name="raised">
          <IconButton tone="raised" label="Add" icon={<Plus size={18} />} keys={['Alt', 'N']} />
        </State>
        <State name="accent">
          <IconButton tone="accent" label="Add" icon={<Plus size={18} />} />
        </State>
        <State name="danger">
          <IconButton tone="danger" label="Delete" icon={<Trash2 size={18} />} />
        </State>
        <State name="disabled">
          <IconButton disabled label="Delete" icon={<Trash2 size={18} />} />
        </State>
        <State name="copy">
          <CopyButton value="req_01J8" label="Copy the id" />
        </State>
      </Specimen>
      <Specimen title="Text field">
        <TextField className="w-64" label="E-mail" placeholder="name@example.com" />
        <TextField
          className="w-64"
          label="Username"
          leading={<AtSign size={15} />}
          hint="As shown on WhatsApp."
          defaultValue="riverside"
        />
        <TextField
          className="w-64"
          label="Password"
          type="password"
          defaultValue="short"
          error="must be 12 characters or more"
        />
        <TextField className="w-64" label="Disabled" disabled defaultValue="Cannot be changed" />
        <div className="w-64">
          <TextArea label="Note" placeholder="Grows with its text…" className="max-h-40" />
        </div>
      </Specimen>
      <Specimen title="Inline edit" note="Press the value; Enter saves, Escape gives it back.">
        <div className="w-64">
          <InlineEdit
            label={`city ${idPrefix}`}
            value={city}
            placeholder="Add a city"
            check={(value) => (value.length > 20 ? 'At most 20 characters.' : undefined)}
            onSave={setCity}
            className="w-full"
          />
        </div>
      </Specimen>
      <Specimen title="Switch and choice">
        <div className="w-80">
          <Switch
            label="Single-key shortcuts"
            detail="Letters alone. They rest while you type."
            isOn={isOn}
            onChange={setIsOn}
          />
        </div>
        <Segmented
          label="Density"
          name={`${idPrefix}-density`}
          value={size}
          onChange={setSize}
          options={[
            { value: 'comfortable', label: 'Comfortable' },
            { value: 'compact', label: 'Compact' },
          ]}
        />
      </Specimen>
    </>
  )
}
