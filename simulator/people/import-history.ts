import { readFile } from 'node:fs/promises'
import { ApiProblem } from '#simulator/api/api-problem.ts'
import { describeMedia } from '#simulator/media/describe-media.ts'
import { isMediaType, mediaIdOf } from '#simulator/media/media-of-content.ts'
import { publishChat } from '#simulator/messages/present-chat.ts'
import { ensureChat, recordInbound } from '#simulator/store/chat-store.ts'
import { findMedia, type Media } from '#simulator/store/media-store.ts'
import { findMessage, insertMessage } from '#simulator/store/message-store.ts'
import { findNumber } from '#simulator/store/number-store.ts'
import {
  findPerson,
  findPersonByOwnBsuid,
  findPersonByWaId,
  savePerson,
  type Person,
} from '#simulator/store/person-store.ts'
import { setReaction, type Reaction } from '#simulator/store/timeline-store.ts'
import type { World } from '#simulator/world.ts'
import { ensureBsuids } from './bsuid.ts'
import { createPerson, type PersonDetails } from './create-person.ts'

type ImportedMedia = {
  base64?: string | undefined
  file?: string | undefined
  mime: string
  filename?: string | undefined
  mediaId?: string | undefined
}

type ImportedMessage = {
  id: string
  direction: 'to_business' | 'to_person'
  type: string
  timestampMs: number
  status?: 'sent' | 'delivered' | 'read' | 'played' | 'failed' | undefined
  context?: object | undefined
  referral?: object | undefined
  rendered?: object | undefined
  edited?: boolean | undefined
  revoked?: boolean | undefined
  reactions?: Reaction[] | undefined
  media?: ImportedMedia | undefined
} & Record<string, unknown>

export type History = {
  people: PersonDetails[]
  chats: {
    personId?: string | undefined
    waId?: string | undefined
    phoneNumberId: string
    messages: ImportedMessage[]
  }[]
}

/** Loads the past. What is there already, by id or phone number, stays as it is. */
export async function importHistory(world: World, { people, chats }: History) {
  const imported = { people: 0, messages: 0, skipped: 0 }
  world.store.transaction(() => {
    for (const details of people) {
      if (findExisting(world, details) !== undefined) continue
      const person = createPerson(details, world.clock.now())
      savePerson(world.store, person)
      ensureBsuids(world.store, [person])
      world.events.publish({ event: 'person', personId: person.id, person })
      imported.people += 1
    }
  })
  for (const chat of chats) {
    const person = requireImportPerson(world, chat)
    const number = findNumber(world.store, chat.phoneNumberId)
    if (number === undefined) {
      throw new ApiProblem(422, 'invalid', `There is no business number ${chat.phoneNumberId}.`)
    }
    // Files are written first: a transaction cannot wait for the disk.
    const fresh = chat.messages.filter(({ id }) => findMessage(world.store, id) === undefined)
    const media = new Map<string, Media>()
    for (const message of fresh) {
      if (message.media === undefined) continue
      media.set(message.id, await storeMedia(world, chat.phoneNumberId, message))
    }
    const described = new Map<string, object>()
    for (const [id, file] of media) described.set(id, await describeMedia(world, file))
    world.store.transaction(() => {
      ensureChat(world.store, person.id, chat.phoneNumberId)
      for (const message of fresh) {
        insertImported(world, message, {
          person,
          phoneNumberId: chat.phoneNumberId,
          media: media.get(message.id),
          described: described.get(message.id),
        })
      }
    })
    if (fresh.length > 0) publishChat(world, person.id, number)
    imported.messages += fresh.length
    imported.skipped += chat.messages.length - fresh.length
  }
  return imported
}

const findExisting = ({ store }: World, { id, waId, bsuid }: PersonDetails): Person | undefined =>
  (id === undefined ? undefined : findPerson(store, id)) ??
  (waId === undefined || waId === null ? undefined : findPersonByWaId(store, waId)) ??
  (bsuid === undefined ? undefined : findPersonByOwnBsuid(store, bsuid))

function requireImportPerson(
  { store }: World,
  { personId, waId }: { personId?: string | undefined; waId?: string | undefined },
): Person {
  const person =
    (personId === undefined ? undefined : findPerson(store, personId)) ??
    (waId === undefined ? undefined : findPersonByWaId(store, waId.replace(/\D/g, '')))
  if (person === undefined) {
    throw new ApiProblem(
      422,
      'invalid',
      `There is no person ${personId ?? waId ?? '(none named)'}.`,
    )
  }
  return person
}

async function storeMedia(
  world: World,
  phoneNumberId: string,
  { id, direction, media }: ImportedMessage,
): Promise<Media> {
  const known = media?.mediaId === undefined ? undefined : findMedia(world.store, media.mediaId)
  if (known !== undefined) return known
  const bytes = await readImported(id, media)
  return world.files.add({
    bytes,
    mime: media?.mime ?? 'application/octet-stream',
    origin: direction === 'to_business' ? 'person' : 'business',
    phoneNumberId,
    filename: media?.filename ?? null,
    ...(media?.mediaId === undefined ? {} : { mediaId: media.mediaId }),
  })
}

async function readImported(id: string, media: ImportedMedia | undefined): Promise<Uint8Array> {
  if (media?.base64 !== undefined) return Buffer.from(media.base64, 'base64')
  if (media?.file === undefined) {
    throw new ApiProblem(422, 'invalid', `Message ${id}: media needs base64 or file.`)
  }
  return readFile(media.file).catch(() => {
    throw new ApiProblem(422, 'invalid', `Message ${id}: its media file cannot be read.`)
  })
}

type Place = {
  person: Person
  phoneNumberId: string
  media: Media | undefined
  described: object | undefined
}

function insertImported(
  { store }: World,
  message: ImportedMessage,
  { person, phoneNumberId, media, described }: Place,
): void {
  const { id, direction, type, timestampMs } = message
  const isInbound = direction === 'to_business'
  if (isInbound) recordInbound(store, person.id, phoneNumberId, timestampMs)
  const content = message[type] ?? {}
  const withMedia =
    media === undefined || !isMediaType(type)
      ? content
      : { ...content, id: media.mediaId, ...(isInbound ? described : {}) }
  const status = message.status ?? (isInbound ? 'delivered' : 'read')
  insertMessage(store, {
    wamid: id,
    phoneNumberId,
    personId: person.id,
    recipient: isInbound ? null : (person.waId ?? person.bsuid),
    recipientKind: isInbound ? null : person.waId === null ? 'bsuid' : 'phone',
    direction,
    type,
    content: message.revoked === true ? {} : withMedia,
    rendered: message.rendered ?? null,
    context: message.context ?? null,
    referral: message.referral ?? null,
    mediaId: media?.mediaId ?? mediaIdOf(type, withMedia, message.rendered ?? null),
    timestampMs,
    status,
    isUnseen: !isInbound && status === 'delivered',
    isEdited: message.edited === true,
    isRevoked: message.revoked === true,
  })
  for (const { from, emoji } of message.reactions ?? []) setReaction(store, id, from, emoji)
  if (type === 'reaction') {
    const { message_id: target, emoji } = content as { message_id?: string; emoji?: string }
    const from = isInbound ? 'person' : 'business'
    if (target !== undefined) setReaction(store, target, from, emoji || null)
  }
}
