import { isContent } from '../content.ts'

export type FormAnswer = { question: string; answer: string }

/** Answers of a WhatsApp form, from the JSON text Meta hands over. Null when that text is not an object. */
export function formAnswers(responseJson: unknown): FormAnswer[] | null {
  const value = parsed(responseJson)
  return isContent(value) ? answersOf(value, '') : null
}

function parsed(value: unknown): unknown {
  if (typeof value !== 'string') return value
  try {
    return JSON.parse(value)
  } catch {
    return null
  }
}

function answersOf(value: Record<string, unknown>, prefix: string): FormAnswer[] {
  return Object.entries(value).flatMap(([key, part]) => {
    // The token ties the answer to our request; it says nothing to people.
    if (key === 'flow_token') return []
    const question = prefix === '' ? inWords(key) : `${prefix}, ${inWords(key).toLowerCase()}`
    // Address forms put their fields into an envelope called "values".
    if (isContent(part)) return answersOf(part, key === 'values' ? prefix : question)
    const answer = answerWords(part)
    return answer === '' ? [] : [{ question, answer }]
  })
}

function answerWords(value: unknown): string {
  if (value === true) return 'Yes'
  if (value === false) return 'No'
  if (Array.isArray(value)) return value.map(answerWords).filter(Boolean).join(', ')
  if (isContent(value)) return Object.values(value).map(answerWords).filter(Boolean).join(' · ')
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

/** "screen_0_delivery_date_1" → "Delivery date": form builders wrap the field's name in numbers. */
function inWords(key: string): string {
  const words = key
    .replace(/^screen_\d+_/, '')
    .replace(/_\d+$/, '')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[_-]+/g, ' ')
    .trim()
    .toLowerCase()
  return words === '' ? key : words.charAt(0).toUpperCase() + words.slice(1)
}
