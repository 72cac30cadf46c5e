import { ClipboardList, List, MapPin, Phone, Store, UserRound, Wallet } from 'lucide-react'
import type { ReactNode } from 'react'
import { listAt, objectAt, textAt, valueAt } from '../content.ts'
import { FormattedText } from '../text/formatted-text.tsx'
import { ButtonRows, type ButtonRow } from './button-rows.tsx'
import { DocumentCard } from './document-message.tsx'
import type { KindProps } from './kind-props.ts'
import { PictureStill } from './picture-message.tsx'

/** Messages with buttons, lists, forms and products, as they were sent. */
export function InteractiveMessage({ message, meta }: KindProps) {
  const interactive = objectAt(message.content, 'interactive') ?? {}
  const headerText = textAt(interactive, 'header', 'text')
  const body = textAt(interactive, 'body', 'text')
  const footer = textAt(interactive, 'footer', 'text')
  return (
    <div className="w-80 max-w-full">
      {message.media !== null && (
        <div className="px-1 pt-1">
          {message.media.kind === 'document' ? (
            <DocumentCard media={message.media} fileName={message.media.fileName} />
          ) : (
            <PictureStill media={message.media} label={body ?? message.text} />
          )}
        </div>
      )}
      <div className="px-3 py-2">
        {headerText !== null && (
          <p dir="auto" className="mb-1 font-semibold">
            {headerText}
          </p>
        )}
        <FormattedText text={body ?? message.text} {...(footer === null && { trailing: meta })} />
        {footer !== null && (
          <div dir="auto" className="mt-1 flow-root text-xs text-muted">
            {footer}
            {meta}
          </div>
        )}
      </div>
      {textAt(interactive, 'type') === 'list' && <ListSections interactive={interactive} />}
      {textAt(interactive, 'type') === 'carousel' && <Cards interactive={interactive} />}
      <ButtonRows buttons={buttonsOf(interactive)} label="Buttons of the message" />
    </div>
  )
}

function buttonsOf(interactive: Record<string, unknown>): ButtonRow[] {
  const parameters = valueAt(interactive, 'action', 'parameters')
  const one = (text: string, icon: ReactNode): ButtonRow[] => [{ text, icon }]
  switch (textAt(interactive, 'type')) {
    case 'button':
      return listAt(interactive, 'action', 'buttons').flatMap((button) => {
        const text = textAt(button, 'reply', 'title')
        return text === null ? [] : [{ text }]
      })
    case 'list':
      return one(textAt(interactive, 'action', 'button') ?? 'Options', <List size={14} />)
    case 'cta_url':
      return [
        {
          text: textAt(parameters, 'display_text') ?? 'Open link',
          url: textAt(parameters, 'url') ?? '',
        },
      ]
    case 'flow':
      return one(textAt(parameters, 'flow_cta') ?? 'Open form', <ClipboardList size={14} />)
    case 'location_request_message':
      return one('Send location', <MapPin size={14} />)
    case 'request_contact_info':
      return one('Share contact', <UserRound size={14} />)
    case 'call_permission_request':
      return one('Choose call preference', <Phone size={14} />)
    case 'voice_call':
      return one(textAt(parameters, 'display_text') ?? 'Call now', <Phone size={14} />)
    case 'product':
    case 'product_list':
    case 'catalog_message':
      return one('View products', <Store size={14} />)
    case 'order_details':
      return one('Review and pay', <Wallet size={14} />)
    case 'order_status':
      return one('View order', <Wallet size={14} />)
    case 'address_message':
      return one('Provide address', <MapPin size={14} />)
    case null:
    default:
      return []
  }
}

/** The rows a list opens to; the contact sees them in a sheet. */
function ListSections({ interactive }: { interactive: Record<string, unknown> }) {
  const sections = listAt(interactive, 'action', 'sections')
  return (
    <details className="border-t border-ink/10 px-3 py-1.5 text-sm">
      <summary className="cursor-pointer py-0.5 text-muted hover:text-ink">
        {sections.reduce((count, section) => count + listAt(section, 'rows').length, 0)} options
      </summary>
      {sections.map((section, index) => (
        <div key={index} className="mt-1.5">
          {textAt(section, 'title') !== null && (
            <p dir="auto" className="text-xs font-medium text-muted">
              {textAt(section, 'title')}
            </p>
          )}
          <ul>
            {listAt(section, 'rows').map((row, rowIndex) => (
              <li key={rowIndex} dir="auto" className="py-0.5">
                {textAt(row, 'title')}
                {textAt(row, 'description') !== null && (
                  <span className="block text-xs text-muted">{textAt(row, 'description')}</span>
                )}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </details>
  )
}

function Cards({ interactive }: { interactive: Record<string, unknown> }) {
  return (
    <ol className="space-y-1 border-t border-ink/10 p-2">
      {listAt(interactive, 'action', 'cards').map((card, index) => (
        <li key={index} dir="auto" className="rounded-md bg-ink/5 px-2.5 py-2 text-sm">
          {textAt(card, 'body', 'text') ??
            textAt(card, 'action', 'product_retailer_id') ??
            `Card ${index + 1}`}
          <span className="block font-medium text-info">
            {textAt(card, 'action', 'parameters', 'display_text')}
          </span>
        </li>
      ))}
    </ol>
  )
}
