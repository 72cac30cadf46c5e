import { contactNames, messageText } from './message-text.ts'
import { listAt, textAt, valueAt, type RawObject } from './raw-content.ts'
import type { MessageEnvelope } from './message-envelope.ts'

/**
 * The words by which a message can be found: what people wrote, and names that stand on files, places, cards
 * and choices. Words that we put there ourselves ("Photo") are left out: they would find everything.
 */
export function messageSearchText(type: string, envelope: MessageEnvelope): string {
  const { message, rendered } = envelope
  const part = valueAt(message, type)
  const words: (string | null | undefined)[] = [textAt(part, 'caption'), textAt(part, 'filename')]
  switch (type) {
    case 'text':
    case 'button':
    case 'system':
      words.push(messageText(type, message))
      break
    case 'location':
      words.push(textAt(part, 'name'), textAt(part, 'address'))
      break
    case 'contacts':
      words.push(
        ...contactNames(message),
        ...listAt(message, 'contacts').flatMap((card) =>
          listAt(card, 'phones').map((phone) => textAt(phone, 'phone')),
        ),
      )
      break
    case 'order':
      words.push(
        textAt(part, 'text'),
        ...listAt(part, 'product_items').map((item) => textAt(item, 'product_retailer_id')),
      )
      break
    case 'interactive':
      words.push(...interactiveSearchWords(message))
      break
    case 'template':
      words.push(rendered?.header, rendered?.body, rendered?.footer, textAt(part, 'name'))
      break
  }
  words.push(textAt(message, 'referral', 'headline'), textAt(message, 'referral', 'body'))
  return words.filter(Boolean).join('\n')
}

const interactiveSearchWords = (message: RawObject): (string | null)[] => {
  const interactive = valueAt(message, 'interactive')
  return [
    textAt(interactive, 'header', 'text'),
    textAt(interactive, 'body', 'text'),
    textAt(interactive, 'footer', 'text'),
    textAt(interactive, 'button_reply', 'title'),
    textAt(interactive, 'list_reply', 'title'),
    textAt(interactive, 'list_reply', 'description'),
    ...formAnswers(textAt(interactive, 'nfm_reply', 'response_json')),
  ]
}

/** The texts a person typed into a form: `response_json` is a JSON text that anything may stand in. */
function formAnswers(json: string | null): string[] {
  if (!json) return []
  try {
    const answers: unknown = JSON.parse(json)
    const texts: string[] = []
    const collect = (value: unknown, key: string): void => {
      if (key === 'flow_token') return
      if (typeof value === 'string') texts.push(value)
      else if (typeof value === 'object' && value !== null)
        for (const [name, inner] of Object.entries(value)) collect(inner, name)
    }
    collect(answers, '')
    return texts
  } catch {
    return []
  }
}
