import type { PersonDetails } from '../simulator-api/platform-api.ts'

export interface PersonForm {
  name: string
  number: string
  username: string
  hidesNumber: boolean
}

/** Checks the form of a new person. @returns the person's details, or the sentence that says what is missing. */
export function personFrom(form: PersonForm): PersonDetails | string {
  const name = form.name.trim()
  if (name === '') return 'A person needs a name.'
  if (form.hidesNumber) {
    const username = form.username.trim().replace(/^@/u, '').toLowerCase()
    if (!/^[a-z0-9._]{3,35}$/u.test(username)) {
      return 'A username has 3 to 35 letters, digits, dots or underscores.'
    }
    return { name, username, hidesPhoneNumber: true }
  }
  const waId = form.number.replaceAll(/\D/gu, '')
  if (waId.length < 7 || waId.length > 15) {
    return 'A phone number has 7 to 15 digits, country code first.'
  }
  return { name, waId }
}
