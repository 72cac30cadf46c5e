import { z } from 'zod'
import { Conversation } from '#shared/contracts/conversation.ts'
import {
  Message,
  MessageBatch,
  MessageBatchAnswer,
  NewMessage,
  type NewMessage as Draft,
} from '#shared/contracts/message.ts'
import type { Caller } from '../../http/access.ts'
import { noteInAccessLog } from '../../http/access-log.ts'
import { callerOf, type HttpApp } from '../../http/http-app.ts'
import { notFound, pathId, PathId } from '../../http/path-id.ts'
import type { ConversationId, MessageId, TenantId } from '../../platform/ids.ts'
import type { Runtime } from '../../runtime/runtime.ts'
import {
  findConversation,
  markRead,
  presentConversation,
  readerIdOf,
} from '../conversations/conversations.ts'
import { messageIdOf } from '../idempotency/idempotency.ts'
import { mediaUrl } from '../media/media.ts'
import { findMessage, presentMessages } from '../messages/messages.ts'
import { acceptBatch } from './accept-batch.ts'
import { acceptMessage, type OutboundRequest } from './accept-message.ts'
import { cancelMessage } from './cancel-message.ts'
import { outboundContent } from './outbound-message.ts'
import { outboxPriority } from './outbox-store.ts'
import { requestReadMark } from './read-marks.ts'
import { retryMessage } from './retry-message.ts'
import { showTyping } from './show-typing.ts'

/** A thousand messages of some size; texts have 4,096 characters at most. */
const batchLimitBytes = 8 * 1024 * 1024

/** Routes that may make something reach the contact: messages, repeated ones, read marks, "typing…". */
export function sendingRoutes(app: HttpApp, runtime: Runtime): void {
  const { clock, database, hints, keyring } = runtime

  app.post(
    '/v1/messages',
    {
      config: { access: 'messages.send' },
      schema: { body: NewMessage, response: { 202: Message } },
    },
    async (request, reply) => {
      const caller = callerOf(request)
      const { messageId } = await acceptMessage(runtime, caller.tenantId, {
        ...requestOf(caller, request.body, request.id),
        messageId: messageIdOf(request),
      })
      noteInAccessLog(reply, { messageId })
      return reply.status(202).send(await readMessage(runtime, caller.tenantId, messageId))
    },
  )

  app.post(
    '/v1/messages/batch',
    {
      bodyLimit: batchLimitBytes,
      config: { access: 'messages.send' },
      schema: { body: MessageBatch, response: { 200: MessageBatchAnswer } },
    },
    async (request) => {
      const caller = callerOf(request)
      const results = await acceptBatch(runtime, caller.tenantId, request.body.messages, {
        firstId: messageIdOf(request),
        requestOf: (message) => requestOf(caller, message, request.id),
      })
      return { results }
    },
  )

  app.post(
    '/v1/messages/:id/cancel',
    {
      config: { access: 'messages.send' },
      schema: { params: PathId, response: { 200: Message } },
    },
    async (request, reply) => {
      const { tenantId } = callerOf(request)
      const id = pathId<MessageId>(request.params.id, 'message')
      await cancelMessage(runtime, tenantId, id)
      noteInAccessLog(reply, { messageId: id })
      return readMessage(runtime, tenantId, id)
    },
  )

  app.post(
    '/v1/messages/:id/retry',
    {
      config: { access: 'messages.send' },
      schema: { params: PathId, response: { 202: Message } },
    },
    async (request, reply) => {
      const caller = callerOf(request)
      const id = pathId<MessageId>(request.params.id, 'message')
      const by = {
        ...senderOf(caller),
        requestId: request.id,
        messageId: messageIdOf(request),
      }
      const { messageId } = await retryMessage(runtime, caller.tenantId, id, by)
      noteInAccessLog(reply, { messageId })
      return reply.status(202).send(await readMessage(runtime, caller.tenantId, messageId))
    },
  )

  app.post(
    '/v1/conversations/:id/read',
    {
      config: { access: 'conversations.write' },
      schema: { params: PathId, response: { 200: Conversation } },
    },
    async (request) => {
      const caller = callerOf(request)
      const { tenantId } = caller
      const id = pathId<ConversationId>(request.params.id, 'conversation')
      const readerId = readerIdOf(caller)
      const sealer = await keyring.forTenant(tenantId)
      const { wasUnread, conversation } = await database.inTenant(tenantId, async (tx) => {
        const wasUnread = await markRead(tx, id, { readerId, now: clock.now() })
        await requestReadMark(tx, id)
        const row = await findConversation(tx, id, readerId)
        if (!row) throw notFound('conversation')
        return { wasUnread, conversation: await presentConversation(runtime, tx, row, sealer) }
      })
      if (wasUnread)
        hints.publish(tenantId, { kind: 'conversation', conversationId: id, messageId: null })
      return conversation
    },
  )

  app.post(
    '/v1/conversations/:id/typing',
    {
      config: { access: 'messages.send' },
      schema: { params: PathId, response: { 204: z.undefined() } },
    },
    async (request, reply) => {
      const { tenantId } = callerOf(request)
      const id = pathId<ConversationId>(request.params.id, 'conversation')
      await showTyping(runtime, tenantId, id)
      return reply.status(204).send()
    },
  )
}

function requestOf(caller: Caller, message: Draft, requestId: string): OutboundRequest {
  const { conversationId, to, recipient, phoneNumberId, sendAt, urgency } = message
  const sender = senderOf(caller)
  return {
    ...sender,
    // A person's reply stays the most urgent, whatever else it is.
    priority:
      urgency && sender.priority !== outboxPriority.reply
        ? urgencyPriority[urgency]
        : sender.priority,
    destination: { conversationId, to, recipient, phoneNumberId },
    content: outboundContent(message),
    callbackData: message.biz_opaque_callback_data ?? null,
    requestId,
    sendAt: sendAt === undefined ? null : new Date(sendAt),
  }
}

const urgencyPriority = {
  authentication: outboxPriority.authentication,
  transactional: outboxPriority.program,
  campaign: outboxPriority.campaign,
} as const

/** Who speaks, and how urgent that is: a person's reply goes before what programs send. */
function senderOf(caller: Caller): Pick<OutboundRequest, 'author' | 'priority'> {
  return caller.kind === 'member'
    ? { author: { kind: 'member', id: caller.userId }, priority: outboxPriority.reply }
    : { author: { kind: 'api', id: caller.apiKeyId }, priority: outboxPriority.program }
}

async function readMessage(
  runtime: Runtime,
  tenantId: TenantId,
  messageId: MessageId,
): Promise<Message> {
  const sealer = await runtime.keyring.forTenant(tenantId)
  return runtime.database.inTenant(tenantId, async (tx) => {
    const row = await findMessage(tx, messageId)
    const [message] = row ? await presentMessages(runtime, tx, [row], { sealer, mediaUrl }) : []
    if (!message) throw notFound('message')
    return message
  })
}
