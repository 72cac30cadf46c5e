import { LayoutTemplate } from 'lucide-react'
import { FormattedText } from '../text/formatted-text.tsx'
import { ButtonRows } from './button-rows.tsx'
import { DocumentCard } from './document-message.tsx'
import type { KindProps } from './kind-props.ts'
import { LocationCard } from './location-message.tsx'
import { PictureStill } from './picture-message.tsx'
import { templateView } from './template-content.ts'

export function TemplateMessage({ message, meta }: KindProps) {
  const view = templateView(message.content)
  const { media } = message
  return (
    <div className="w-80 max-w-full">
      <p className="flex items-center gap-1.5 px-3 pt-2 text-xs text-muted">
        <span className="inline-flex items-center gap-1 rounded-full bg-tint-blue px-1.5 py-0.5 font-medium text-tint-blue-ink">
          <LayoutTemplate aria-hidden size={11} />
          Template
        </span>
        <span className="truncate">{view.name}</span>
        {view.language !== null && <span className="shrink-0">· {view.language}</span>}
      </p>
      {media !== null && (
        <div className="px-1 pt-1.5">
          {media.kind === 'document' ? (
            <DocumentCard media={media} fileName={media.fileName} />
          ) : (
            <PictureStill media={media} label={view.name} />
          )}
        </div>
      )}
      {view.location !== null && (
        <div className="px-1 pt-1.5">
          <LocationCard location={view.location} />
        </div>
      )}
      <div className="px-3 pt-1.5 pb-2">
        {view.headerText !== null && (
          <p dir="auto" className="mb-1 font-semibold">
            {view.headerText}
          </p>
        )}
        {view.body === null ? (
          <TemplateValues values={view.values} />
        ) : (
          <FormattedText text={view.body} {...(view.footer === null && { trailing: meta })} />
        )}
        {view.footer !== null && (
          <div dir="auto" className="mt-1 flow-root text-xs text-muted">
            {view.footer}
            {meta}
          </div>
        )}
        {view.body === null && view.footer === null && <div className="flow-root">{meta}</div>}
      </div>
      <ButtonRows buttons={view.buttons} label="Buttons of the template" />
    </div>
  )
}

/** The template's own text lives at Meta until templates are synchronised; what filled it is known. */
function TemplateValues({ values }: { values: string[] }) {
  if (values.length === 0) return <p className="text-muted">Sent without variables.</p>
  return (
    <>
      <p className="text-xs text-muted">Filled with</p>
      <ol className="mt-1 flex flex-wrap gap-1">
        {values.map((value, index) => (
          <li key={index} dir="auto" className="rounded-sm bg-ink/6 px-1.5 py-0.5 text-sm">
            {value}
          </li>
        ))}
      </ol>
    </>
  )
}
