import type { TenantTx } from '../../database/database.ts'
import { httpProblem } from '../../http/http-problems.ts'
import { isUuid, type ContactId, type ConversationId } from '../../platform/ids.ts'
import { resolvePeople } from '../contacts/contacts.ts'
import { openConversation } from '../messages/messages.ts'
import { isBsuid, waIdCandidates } from './phone-number.ts'
import { sendingProblem } from './sending-problems.ts'
import {
  findContactByNumber,
  findContactByUserId,
  findConversationFacts,
  listChannels,
  type ConversationFacts,
  type SendingChannel,
} from './sending-store.ts'

/** Whom a caller wants to write to: exactly one of the first three is set. */
export type Destination = {
  conversationId?: string | undefined
  to?: string | undefined
  recipient?: string | undefined
  phoneNumberId?: string | undefined
}

/**
 * Finds the conversation a message belongs to. Somebody who is not known yet becomes a contact with a
 * conversation, in the caller's transaction: when the gate refuses the message, they are gone with it.
 * @throws ProblemError when the destination cannot be one, is not this tenant's, or is not clear.
 */
export async function resolveConversation(
  tx: TenantTx,
  destination: Destination,
  now: Date,
): Promise<ConversationFacts> {
  const { conversationId } = destination
  if (conversationId !== undefined) {
    const facts = isUuid(conversationId)
      ? await findConversationFacts(tx, conversationId as ConversationId)
      : null
    if (!facts) throw httpProblem('not_found', 'There is no conversation with this id.')
    return facts
  }
  const person = readPerson(destination)
  const channel = await chooseChannel(tx, destination.phoneNumberId)
  const contactId = await findOrMakeContact(tx, person, channel, now)
  const { id } = await openConversation(tx, { channelId: channel.id, contactId, now })
  const facts = await findConversationFacts(tx, id)
  if (!facts) throw new Error('a conversation was opened but cannot be read')
  return facts
}

type Person = { waIds: string[] } | { userId: string }

function readPerson({ to, recipient }: Destination): Person {
  if (recipient !== undefined) {
    if (isBsuid(recipient)) return { userId: recipient }
    throw sendingProblem(
      'recipient_invalid',
      'recipient must be a business-scoped user id: two letters for the country, a dot, and up to 128 letters and digits.',
    )
  }
  const waIds = waIdCandidates(to ?? '')
  if (waIds) return { waIds }
  throw sendingProblem(
    'recipient_invalid',
    'to must be a phone number with its country code, for example +15550100123.',
  )
}

async function chooseChannel(
  tx: TenantTx,
  phoneNumberId: string | undefined,
): Promise<SendingChannel> {
  const channels = await listChannels(tx, phoneNumberId)
  const [channel] = channels
  if (!channel)
    throw phoneNumberId === undefined
      ? sendingProblem(
          'channel_unknown',
          'This workspace has no WhatsApp number yet. Connect one first.',
        )
      : sendingProblem('channel_unknown', 'This workspace has no number with this phoneNumberId.')
  if (channels.length > 1)
    throw sendingProblem(
      'channel_ambiguous',
      `This workspace has ${channels.length} numbers; say with phoneNumberId which one is to send.`,
    )
  return channel
}

async function findOrMakeContact(
  tx: TenantTx,
  person: Person,
  channel: SendingChannel,
  now: Date,
): Promise<ContactId> {
  const known =
    'userId' in person
      ? await findContactByUserId(tx, person.userId, channel.portfolioId)
      : ((await findContactByNumber(tx, person.waIds))?.contactId ?? null)
  if (known) return known
  const name = 'userId' in person ? { bsuid: person.userId } : { waId: person.waIds[0] ?? null }
  const mention = { ...name, scope: channel.portfolioId ?? '', at: now, source: 'api' as const }
  const { contactIds } = await resolvePeople(tx, [mention], now)
  const [contactId] = contactIds
  if (!contactId) throw new Error('no contact was made for a mention')
  return contactId
}
