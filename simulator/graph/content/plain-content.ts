import { rules } from '#simulator/rules.ts'
import { GraphError } from '#simulator/graph/graph-error.ts'
import { invalid, missing, optionalText, requireObject, requireText, type Fields } from './check.ts'

export function checkText(text: Fields): void {
  requireText(text['body'], 'text.body', rules.textBodyMax)
  if (text['preview_url'] !== undefined && typeof text['preview_url'] !== 'boolean') {
    throw invalid('text.preview_url must be a boolean.')
  }
}

export function checkLocation(location: Fields, path = 'location'): void {
  checkDegrees(location['latitude'], `${path}.latitude`, 90)
  checkDegrees(location['longitude'], `${path}.longitude`, 180)
  optionalText(location['name'], `${path}.name`)
  optionalText(location['address'], `${path}.address`)
}

function checkDegrees(value: unknown, path: string, max: number): void {
  if (value === undefined || value === null || value === '') throw missing(path)
  const isNumeric = typeof value === 'number' || typeof value === 'string'
  const degrees = isNumeric ? Number(value) : NaN
  if (!Number.isFinite(degrees) || Math.abs(degrees) > max) {
    throw invalid(`${path} must be a number from -${max} to ${max}.`)
  }
}

export function checkContacts(contacts: unknown): void {
  if (contacts === undefined) throw missing('contacts')
  if (!Array.isArray(contacts)) throw new GraphError(100, 'contacts must be a list.')
  if (contacts.length === 0 || contacts.length > rules.contactsMax.value) {
    throw invalid(
      `contacts must have 1 to ${rules.contactsMax.value} items, got ${contacts.length}.`,
    )
  }
  for (const [index, item] of contacts.entries()) {
    const contact = requireObject(item, `contacts[${index}]`)
    const name = requireObject(contact['name'], `contacts[${index}].name`)
    requireText(name['formatted_name'], `contacts[${index}].name.formatted_name`)
  }
}

/** Whether the target may be reacted to is found later: that refusal comes as a webhook. */
export function checkReaction(reaction: Fields): void {
  requireText(reaction['message_id'], 'reaction.message_id')
  const emoji = reaction['emoji']
  if (emoji === undefined || emoji === null) throw missing('reaction.emoji')
  if (typeof emoji !== 'string') throw invalid('reaction.emoji must be a string.')
  if (emoji === '') return
  const [first, ...others] = new Intl.Segmenter().segment(emoji)
  const isEmoji = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u.test(
    first?.segment ?? '',
  )
  if (others.length > 0 || !isEmoji) throw invalid('reaction.emoji must be a single emoji.')
}
