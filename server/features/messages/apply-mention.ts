import type { PersonMention } from '../contacts/contacts.ts'
import { columnText, occurrenceOf, type ReceivedMessage } from './apply-context.ts'
import { numberAt, textAt, type RawObject } from './raw-content.ts'

/** Digits without the plus that some sources put in front. */
const waIdOf = (text: string | null): string | null => columnText(text?.replace(/^\+/, '') ?? null)

/** What an entry of `contacts[]` says about a person. */
export function mentionOfContact(
  contact: RawObject | null,
): Pick<PersonMention, 'waId' | 'bsuid' | 'parentBsuid' | 'username' | 'profileName'> {
  return {
    waId: waIdOf(textAt(contact, 'wa_id')),
    bsuid: columnText(textAt(contact, 'user_id')),
    parentBsuid: columnText(textAt(contact, 'parent_user_id')),
    username: columnText(textAt(contact, 'profile', 'username')),
    profileName: columnText(textAt(contact, 'profile', 'name')),
  }
}

export const occurredAtOf = ({ message, receivedAt }: ReceivedMessage): Date =>
  occurrenceOf(numberAt(message, 'timestamp'), receivedAt)

/** Whether the business wrote this message itself: in its own app, now or long ago. */
export function isFromBusiness({ message, origin, thread }: ReceivedMessage): boolean {
  if (origin !== 'history') return origin === 'echo'
  if (!thread) return textAt(message, 'to') !== null || textAt(message, 'to_user_id') !== null
  const [from, fromUserId] = [textAt(message, 'from'), textAt(message, 'from_user_id')]
  const names = [thread['id'], textAt(thread, 'context', 'wa_id')].map((name) =>
    waIdOf(String(name)),
  )
  if (fromUserId !== null && fromUserId === textAt(thread, 'context', 'user_id')) return false
  return from !== null && !names.includes(waIdOf(from))
}

/**
 * Who the contact of a message is: its sender, or its recipient when the business wrote it. For a group it is
 * the group; who of it wrote stays in the message.
 */
export function mentionOf(received: ReceivedMessage): PersonMention {
  const { message, contact, channel } = received
  const base = {
    scope: channel.portfolioId,
    at: occurredAtOf(received),
    source: received.origin === 'history' ? ('history' as const) : ('webhook' as const),
  }
  const groupId = columnText(textAt(message, 'group_id'))
  if (groupId) return { ...base, groupId }
  const named = namedIn(received)
  const entry = mentionOfContact(contact)
  // An entry for another person says nothing about this one.
  const isOther =
    differs(named.waId, entry.waId) && !(named.bsuid !== null && named.bsuid === entry.bsuid)
  if (isOther || differs(named.bsuid, entry.bsuid)) return { ...base, ...named }
  return {
    ...base,
    ...entry,
    waId: named.waId ?? entry.waId ?? null,
    bsuid: named.bsuid ?? entry.bsuid ?? null,
    parentBsuid: named.parentBsuid ?? entry.parentBsuid ?? null,
  }
}

const differs = (one: string | null | undefined, other: string | null | undefined): boolean =>
  Boolean(one) && Boolean(other) && one !== other

/** The names that stand in the message itself. */
function namedIn(received: ReceivedMessage): {
  waId: string | null
  bsuid: string | null
  parentBsuid: string | null
  username?: string | null
} {
  const { message, channel, thread } = received
  if (thread)
    return {
      waId: waIdOf(textAt(thread, 'context', 'wa_id') ?? textAt(thread, 'id')),
      bsuid: columnText(textAt(thread, 'context', 'user_id')),
      parentBsuid: columnText(textAt(thread, 'context', 'parent_user_id')),
      username: columnText(textAt(thread, 'context', 'username')),
    }
  if (isFromBusiness(received)) {
    const [from, to] = [waIdOf(textAt(message, 'from')), waIdOf(textAt(message, 'to'))]
    const ownNumber = channel.displayPhoneNumber.replace(/\D/g, '')
    return {
      // Some echoes name the two numbers the other way round.
      waId: to !== null && to === ownNumber ? from : to,
      bsuid: columnText(textAt(message, 'to_user_id')),
      parentBsuid: columnText(textAt(message, 'to_parent_user_id')),
    }
  }
  return {
    waId: waIdOf(textAt(message, 'from')),
    bsuid: columnText(
      textAt(message, 'from_user_id') ?? textAt(message, 'system', 'previous_user_id'),
    ),
    parentBsuid: columnText(textAt(message, 'from_parent_user_id')),
  }
}

/**
 * The new names in a system message that tells of a changed number or BSUID.
 * @returns null when it tells of something else.
 */
export function changedNamesIn(received: ReceivedMessage): PersonMention | null {
  const { message, channel } = received
  const changed = textAt(message, 'system', 'type') ?? ''
  if (textAt(message, 'type') !== 'system' || !/changed_(number|user_id)/.test(changed)) return null
  const former = {
    waId: waIdOf(textAt(message, 'from')),
    bsuid: columnText(
      textAt(message, 'system', 'previous_user_id') ?? textAt(message, 'from_user_id'),
    ),
  }
  const waId = waIdOf(textAt(message, 'system', 'wa_id'))
  const bsuid = columnText(textAt(message, 'system', 'user_id'))
  if (waId === null && bsuid === null) return null
  return {
    waId: waId ?? (changed.includes('number') ? null : former.waId),
    bsuid,
    parentBsuid: columnText(textAt(message, 'system', 'parent_user_id')),
    former,
    scope: channel.portfolioId,
    at: occurredAtOf(received),
    source: 'webhook',
  }
}
