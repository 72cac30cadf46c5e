import { ContactForm } from '../composer/contact-form.tsx'
import { LocationForm } from '../composer/location-form.tsx'
import { send } from '../state/send-message.ts'
import { Sheet } from '../ui/sheet.tsx'
import { useChat, type ChatSheet } from './chat-context.ts'
import { ListSheet } from './list-sheet.tsx'
import { ProductSheet } from './product-sheet.tsx'

/** The card that a button of a bubble or of the attach menu has opened. */
export function ChatSheets({ sheet, onClose }: { sheet: ChatSheet; onClose: () => void }) {
  const { chat } = useChat()
  switch (sheet.kind) {
    case 'list':
      return <ListSheet message={sheet.message} onClose={onClose} />
    case 'products':
      return <ProductSheet message={sheet.message} onClose={onClose} />
    case 'location':
      return (
        <Sheet title="Send location" onClose={onClose}>
          <LocationForm
            onSend={(location) => {
              onClose()
              void send(chat, { type: 'location', location, repliesTo: sheet.repliesTo })
            }}
          />
        </Sheet>
      )
    case 'contact':
      return (
        <Sheet title="Send contact" onClose={onClose}>
          <ContactForm
            onSend={(contact) => {
              onClose()
              void send(chat, { type: 'contacts', contacts: [contact], repliesTo: sheet.repliesTo })
            }}
          />
        </Sheet>
      )
  }
}
