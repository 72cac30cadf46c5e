import { z } from 'zod'
import { presentChat, publishChat } from '#simulator/messages/present-chat.ts'
import { presentMessage } from '#simulator/messages/present-message.ts'
import { readChat } from '#simulator/messages/read-by-person.ts'
import { findChat, saveChatFacts } from '#simulator/store/chat-store.ts'
import { findMessage } from '#simulator/store/message-store.ts'
import { listNumbers } from '#simulator/store/number-store.ts'
import { listTimeline } from '#simulator/store/timeline-store.ts'
import { bsuidFor } from '#simulator/people/bsuid.ts'
import { contactOf, visibleWaId, withoutAbsent } from '#simulator/webhooks/contact-identity.ts'
import { sendWebhook } from '#simulator/webhooks/send-webhook.ts'
import type { World } from '#simulator/world.ts'
import { notFound } from './api-problem.ts'
import { apiRoute, type ApiRoute } from './api-route.ts'
import { requireChat, requirePerson } from './require-resources.ts'

const chatPath = '/people/:personId/chats/:phoneNumberId'

export const chatRoutes = (world: World): ApiRoute[] => [
  apiRoute({
    method: 'GET',
    path: '/people/:personId/chats',
    summary: "A person's chats, one per business number, the newest message first.",
    handle: ({ param }) => {
      const person = requirePerson(world, param)
      return listNumbers(world.store)
        .map((number) => presentChat(world, person.id, number))
        .sort((a, b) => (b.lastMessage?.timestampMs ?? 0) - (a.lastMessage?.timestampMs ?? 0))
    },
  }),
  apiRoute({
    method: 'GET',
    path: `${chatPath}/messages`,
    summary: 'The newest page of a chat, oldest first; `before` is the id the page ends ahead of.',
    query: z.object({
      before: z.string().optional(),
      limit: z.coerce.number().int().min(1).max(500).default(50),
    }),
    handle: ({ query, param }) => {
      const { person, number } = requireChat(world, param)
      const before = query.before === undefined ? null : findMessage(world.store, query.before)
      if (before === undefined) throw notFound('message to start before')
      const chat = { personId: person.id, phoneNumberId: number.phoneNumberId }
      return listTimeline(world.store, chat, before, query.limit).map((message) =>
        presentMessage(world, message),
      )
    },
  }),
  apiRoute({
    method: 'POST',
    path: `${chatPath}/read`,
    summary: 'The person has looked at the chat: all its messages become read.',
    handle: ({ param }) => {
      const { person, number } = requireChat(world, param)
      return { readCount: readChat(world, person, number) }
    },
  }),
  apiRoute({
    method: 'POST',
    path: `${chatPath}/typing`,
    summary: 'The person types. Meta tells businesses nothing of it, and neither do we.',
    handle: ({ param }) => {
      requireChat(world, param)
      return { forwarded: false }
    },
  }),
  apiRoute({
    method: 'PATCH',
    path: chatPath,
    summary: 'The person stops or resumes marketing of a business, or blocks it.',
    body: z.strictObject({
      marketing: z.enum(['stop', 'resume']).optional(),
      blocked: z.boolean().optional(),
    }),
    handle: ({ body, param }) => {
      const { person, number } = requireChat(world, param)
      const facts = findChat(world.store, person.id, number.phoneNumberId)
      world.store.transaction(() => {
        saveChatFacts(world.store, person.id, number.phoneNumberId, {
          ...facts,
          isBlocked: body.blocked ?? facts.isBlocked,
          stoppedMarketing:
            body.marketing === undefined ? facts.stoppedMarketing : body.marketing === 'stop',
        })
        if (body.marketing === undefined) return
        sendWebhook(world, {
          number,
          personId: person.id,
          field: 'user_preferences',
          label: `user_preferences.${body.marketing}`,
          value: {
            contacts: [contactOf(world, person, number)],
            user_preferences: [
              withoutAbsent({
                wa_id: visibleWaId(person),
                user_id: bsuidFor(world.store, person, number.businessId),
                detail: `User requested to ${body.marketing} marketing messages`,
                category: 'marketing_messages',
                value: body.marketing,
                timestamp: Math.floor(world.clock.now() / 1000),
              }),
            ],
          },
        })
      })
      publishChat(world, person.id, number)
      return presentChat(world, person.id, number)
    },
  }),
]
