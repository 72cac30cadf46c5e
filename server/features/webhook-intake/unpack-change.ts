import {
  changedMessageIn,
  columnText,
  isRawObject,
  listAt,
  mentionOf,
  occurrenceOf,
  numberAt,
  textAt,
  type ChannelFacts,
  type RawObject,
  type ReceivedMessage,
  type ReceivedStatus,
} from '../messages/messages.ts'
import { isIdentified } from '../contacts/contacts.ts'
import type { NewWebhookEvent } from '../webhook-events/webhook-events.ts'
import { contactFor } from './contact-for.ts'
import { eventKindOf } from './event-kind.ts'
import { unpackHistory } from './unpack-history.ts'
import type { WebhookChange } from './webhook-change.ts'

type WithWamid<T> = T & { wamid: string }

/** What one change asks to be done. Together the parts hold everything that came. */
export type UnpackedChange = {
  messages: WithWamid<ReceivedMessage>[]
  /** Reactions, edits and revocations. */
  changes: WithWamid<ReceivedMessage>[]
  statuses: ReceivedStatus[]
  events: NewWebhookEvent[]
}

/**
 * Reads one change. Messages and statuses that can be understood are taken out; all the rest, whatever it is,
 * becomes an event, so that nothing Meta sent is dropped.
 * @param channel  the number it is about; null for changes about an account.
 */
export function unpackChange(change: WebhookChange, channel: ChannelFacts | null): UnpackedChange {
  const unpacked: UnpackedChange = { messages: [], changes: [], statuses: [], events: [] }
  const carriesMessages = messageFields.has(change.field) && isRawObject(change.change['value'])
  if (!channel || !carriesMessages) {
    unpacked.events.push(eventOf(change, channel, change.change))
    return unpacked
  }
  const rest = takeItems(change, channel, unpacked)
  if (rest) unpacked.events.push(eventOf(change, channel, { ...change.change, value: rest }))
  return unpacked
}

const messageFields = new Set(['messages', 'smb_message_echoes', 'history'])

/** @returns what is left of the value; null when only the frame is. */
function takeItems(
  { value, field, receivedAt, change }: WebhookChange,
  channel: ChannelFacts,
  into: UnpackedChange,
): RawObject | null {
  const {
    messages,
    message_echoes: echoes,
    statuses,
    history,
    contacts,
    errors,
    metadata,
    messaging_product: product,
    ...rest
  } = value
  const left: RawObject = { ...rest }
  const around = {
    channel,
    metadata: isRawObject(metadata) ? metadata : null,
    errors: Array.isArray(errors) ? (errors as unknown[]) : null,
    receivedAt,
  }
  const entries = listAt({ contacts }, 'contacts')
  const used = new Set<RawObject>()
  let isErrorKept = false
  const contactOf = (item: RawObject, count: number): RawObject | null => {
    const contact = contactFor(item, entries, count)
    if (contact) used.add(contact)
    return contact
  }
  const takeMessages = (items: unknown, origin: ReceivedMessage['origin'], key: string): void => {
    const all = Array.isArray(items) ? items : items === undefined ? [] : [items]
    const unread: unknown[] = []
    for (const item of all) {
      const received = isRawObject(item)
        ? { ...around, message: item, contact: contactOf(item, all.length), origin }
        : null
      if (!received || !sortMessage(received, into)) unread.push(item)
      else isErrorKept = true
    }
    if (unread.length > 0) left[key] = unread
  }
  takeMessages(messages, field === 'history' ? 'history' : 'live', 'messages')
  takeMessages(echoes, 'echo', 'message_echoes')
  const unreadStatuses: unknown[] = []
  const allStatuses = Array.isArray(statuses) ? statuses : statuses === undefined ? [] : [statuses]
  for (const status of allStatuses) {
    if (isRawObject(status) && textAt(status, 'id') !== null && textAt(status, 'status') !== null) {
      const contact = contactOf(status, allStatuses.length)
      into.statuses.push({ ...around, status, contact })
      isErrorKept = true
    } else unreadStatuses.push(status)
  }
  if (unreadStatuses.length > 0) left['statuses'] = unreadStatuses
  if (history !== undefined) left['history'] = unpackHistory(history, around, into.messages)
  if (errors !== undefined && (!isErrorKept || !Array.isArray(errors))) left['errors'] = errors
  if (metadata !== undefined && !isRawObject(metadata)) left['metadata'] = metadata
  const unused = Array.isArray(contacts)
    ? contacts.filter((contact) => !used.has(contact as RawObject))
    : contacts
  if (Array.isArray(unused) ? unused.length > 0 : unused !== undefined) left['contacts'] = unused
  const { field: _field, value: _value, ...besideValue } = change
  if (Object.keys(left).length === 0 && Object.keys(besideValue).length === 0) return null
  return {
    ...(product === undefined ? {} : { messaging_product: product }),
    ...(isRawObject(metadata) ? { metadata } : {}),
    ...left,
  }
}

/** @returns false when it has no id, or nobody it is from: then it cannot be shown as a message. */
function sortMessage(received: ReceivedMessage, into: UnpackedChange): boolean {
  const wamid = columnText(textAt(received.message, 'id'))
  if (wamid === null || !isIdentified(mentionOf(received))) return false
  const isChange = changedMessageIn(received.message) !== null
  ;(isChange ? into.changes : into.messages).push({ ...received, wamid })
  return true
}

function eventOf(
  { entry, object, field, value, receivedAt }: WebhookChange,
  channel: ChannelFacts | null,
  change: RawObject,
): NewWebhookEvent {
  return {
    channelId: channel?.channelId ?? null,
    field: columnText(field) ?? 'unknown',
    kind: eventKindOf(field, isRawObject(change['value']) ? change['value'] : value),
    payload: { object, entry, change },
    occurredAt: occurrenceOf(numberAt(entry, 'time'), receivedAt),
    receivedAt,
  }
}
