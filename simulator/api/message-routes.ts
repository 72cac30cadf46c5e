import { z } from 'zod'
import { editMessage, revokeOwnMessage } from '#simulator/messages/change-message.ts'
import { presentMessage } from '#simulator/messages/present-message.ts'
import { playMessage, setStatus } from '#simulator/messages/read-by-person.ts'
import { receiveMessage } from '#simulator/messages/receive-message.ts'
import { describeMedia } from '#simulator/media/describe-media.ts'
import { isMediaType } from '#simulator/media/media-of-content.ts'
import { rules } from '#simulator/rules.ts'
import { findMedia } from '#simulator/store/media-store.ts'
import { findMessage, listSentByBusiness } from '#simulator/store/message-store.ts'
import type { World } from '#simulator/world.ts'
import { ApiProblem, notFound } from './api-problem.ts'
import { apiRoute, type ApiRoute } from './api-route.ts'
import { contentSchemas, personMessageBody } from './person-message.ts'
import { requireChat, requireMessageOfChat } from './require-resources.ts'

const messagesPath = '/people/:personId/chats/:phoneNumberId/messages'

export const messageRoutes = (world: World): ApiRoute[] => [
  apiRoute({
    method: 'POST',
    path: messagesPath,
    summary: 'The person sends a message; it has the shape Meta gives it.',
    body: personMessageBody,
    handle: async ({ body, param, reply }) => {
      const { person, number } = requireChat(world, param)
      const content = contentSchemas[body.type].safeParse(body[body.type])
      if (!content.success) {
        const [issue] = content.error.issues
        const path = [body.type, ...(issue?.path ?? [])].join('.')
        throw new ApiProblem(422, 'invalid', `${path}: ${issue?.message ?? 'is not valid'}`)
      }
      if (body.type === 'reaction') {
        requireMessageOfPerson(
          world,
          (content.data as { message_id: string }).message_id,
          person.id,
        )
      }
      const sent = receiveMessage(world, person, number, {
        type: body.type,
        content: isMediaType(body.type)
          ? await describeUpload(world, content.data as { id: string })
          : content.data,
        context: body.context,
        referral: body.referral,
      })
      void reply.code(201)
      return sent
    },
  }),
  apiRoute({
    method: 'POST',
    path: `${messagesPath}/:wamid/edit`,
    summary: 'The person changes the text or caption of a message of their own.',
    body: z.strictObject({ text: z.string().min(1).max(rules.textBodyMax.value) }),
    handle: ({ body, param }) => {
      const { person, number } = requireChat(world, param)
      const message = requireMessageOfChat(world, param, 'to_business')
      const refusal = editMessage(world, person, number, { message, text: body.text })
      if (refusal !== null) throw new ApiProblem(409, 'too_late', refusal)
      return presentStored(world, message.wamid)
    },
  }),
  apiRoute({
    method: 'POST',
    path: `${messagesPath}/:wamid/revoke`,
    summary: 'The person deletes a message of their own for everyone.',
    handle: ({ param }) => {
      const { person, number } = requireChat(world, param)
      const message = requireMessageOfChat(world, param, 'to_business')
      const refusal = revokeOwnMessage(world, person, number, message)
      if (refusal !== null) throw new ApiProblem(409, 'too_late', refusal)
      return presentStored(world, message.wamid)
    },
  }),
  apiRoute({
    method: 'POST',
    path: `${messagesPath}/:wamid/played`,
    summary: 'The person has listened to a voice message of the business.',
    handle: ({ param }) => {
      const message = requireMessageOfChat(world, param, 'to_person')
      if (message.type !== 'audio') {
        throw new ApiProblem(409, 'not_audio', 'Only an audio message can be played.')
      }
      playMessage(world, message)
      return presentStored(world, message.wamid)
    },
  }),
  apiRoute({
    method: 'POST',
    path: '/status',
    summary: 'Sends a status webhook for a message, also one that goes backwards.',
    body: z.strictObject({
      wamid: z.string().min(1),
      status: z.enum(['sent', 'delivered', 'read', 'played', 'failed']),
      errorCode: z.int().optional(),
    }),
    handle: ({ body }) => {
      const message = findMessage(world.store, body.wamid)
      if (message?.direction !== 'to_person') throw notFound('message of a business')
      setStatus(world, body.wamid, body.status, body.errorCode)
      return { queued: true }
    },
  }),
  apiRoute({
    method: 'GET',
    path: '/sent-messages',
    summary: 'What businesses have sent, in the order of acceptance; for comparing books.',
    query: z.object({
      phoneNumberId: z.string().optional(),
      after: z.coerce.number().int().min(0).default(0),
      limit: z.coerce.number().int().min(1).max(5000).default(500),
    }),
    handle: ({ query }) => {
      const { phoneNumberId = null, after, limit } = query
      const messages = listSentByBusiness(world.store, phoneNumberId, after, limit)
      return {
        messages: messages.map((message) => ({
          ...presentMessage(world, message),
          phoneNumberId: message.phoneNumberId,
          personId: message.personId,
          recipient: message.recipient,
          callbackData: message.callbackData,
        })),
        next: messages.length === limit ? (messages.at(-1)?.rowId ?? null) : null,
      }
    },
  }),
]

function presentStored(world: World, wamid: string) {
  const message = findMessage(world.store, wamid)
  if (message === undefined) throw notFound('message')
  return presentMessage(world, message)
}

function requireMessageOfPerson(world: World, wamid: string, personId: string): void {
  const message = findMessage(world.store, wamid)
  if (message?.personId !== personId) throw notFound('message to react to')
}

/** Adds what Meta tells of a file: type and hash, and for stickers whether they move. */
async function describeUpload(world: World, content: { id: string }): Promise<object> {
  const media = findMedia(world.store, content.id)
  if (media === undefined) throw notFound('media')
  return { ...content, ...(await describeMedia(world, media)) }
}
