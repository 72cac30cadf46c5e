import type { MessageOf } from '../simulator-api/wire-types.ts'
import { filledTemplate } from './filled-template.ts'
import { HeaderPart } from './header-part.tsx'
import { RichText } from './rich-text.tsx'

export function TemplateBody({ message }: { message: MessageOf<'template'> }) {
  const template = filledTemplate(message.content, message.rendered)
  return (
    <div className="min-w-52">
      <HeaderPart header={template.header} mediaUrl={message.mediaUrl} />
      {template.body === '' ? null : <RichText text={template.body} className="px-1.5 py-0.5" />}
      {template.footer === '' ? null : (
        <RichText text={template.footer} className="px-1.5 text-[0.8rem] text-bubble-muted" />
      )}
    </div>
  )
}
