import { parsePhoneNumberFromString } from 'libphonenumber-js/max'

/**
 * Reads a phone number the way people and programs write it. Without `+` it must still begin with the country
 * code: WhatsApp ids are written so.
 * @returns digits of every form in which WhatsApp may know this number, the likeliest first; null when it
 *   cannot be a phone number.
 */
export function waIdCandidates(written: string): string[] | null {
  const compact = written.trim().replace(/[\s().\-/\u00a0]/g, '')
  const digits = /^(?:\+|00)?([1-9]\d{5,16})$/.exec(compact)?.[1]
  if (!digits) return null
  const forms = otherForms(digits)
  const isPossible = [digits, ...forms].some((form) =>
    parsePhoneNumberFromString(`+${form}`)?.isPossible(),
  )
  return isPossible ? [...new Set([digits, ...forms])] : null
}

/**
 * Forms that differ between the public number and the WhatsApp id: the mobile digits that Mexico (1) and
 * Argentina (9) once had, and the ninth digit of Brazil.
 * @source Meta, "Phone numbers", Brazil, Mexico and Argentina; read 2026-11-20.
 */
function otherForms(digits: string): string[] {
  for (const [pattern, rewrite] of twins) {
    const match = pattern.exec(digits)
    if (match) return [rewrite(match)]
  }
  return []
}

const twins: [RegExp, (match: RegExpExecArray) => string][] = [
  [/^521(\d{10})$/, (match) => `52${match[1]}`],
  [/^52(\d{10})$/, (match) => `521${match[1]}`],
  [/^549(\d{10})$/, (match) => `54${match[1]}`],
  [/^54(\d{10})$/, (match) => `549${match[1]}`],
  [/^55(\d{2})9(\d{8})$/, (match) => `55${match[1]}${match[2]}`],
  // Eight digits that begin with 6 to 9 are mobile numbers as they were before 2016.
  [/^55(\d{2})([6-9]\d{7})$/, (match) => `55${match[1]}9${match[2]}`],
]

const bsuidPattern = /^[A-Z]{2}\.(?:ENT\.)?[A-Za-z0-9]{1,128}$/

/** Whether a text looks like a business-scoped user id, or like that of a parent business. */
export const isBsuid = (text: string): boolean => bsuidPattern.test(text)
