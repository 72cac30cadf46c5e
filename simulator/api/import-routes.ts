import { z } from 'zod'
import { importHistory } from '#simulator/people/import-history.ts'
import type { World } from '#simulator/world.ts'
import { apiRoute, type ApiRoute } from './api-route.ts'
import { personBody } from './people-routes.ts'

const importedMessage = z.looseObject({
  id: z.string().min(1).max(512),
  direction: z.enum(['to_business', 'to_person']),
  type: z.string().min(1),
  timestampMs: z.int().min(0),
  status: z.enum(['sent', 'delivered', 'read', 'played', 'failed']).optional(),
  context: z.looseObject({ message_id: z.string().optional() }).optional(),
  referral: z.looseObject({}).optional(),
  rendered: z
    .looseObject({
      header: z.looseObject({ type: z.string().min(1) }).optional(),
      body: z.string().optional(),
      footer: z.string().optional(),
      buttons: z
        .array(z.looseObject({ type: z.string().min(1), text: z.string().min(1) }))
        .optional(),
    })
    .optional(),
  edited: z.boolean().optional(),
  revoked: z.boolean().optional(),
  reactions: z
    .array(z.strictObject({ from: z.enum(['person', 'business']), emoji: z.string().min(1) }))
    .optional(),
  media: z
    .strictObject({
      base64: z.string().optional(),
      file: z.string().optional(),
      mime: z.string().min(3),
      filename: z.string().optional(),
      mediaId: z.string().optional(),
    })
    .optional(),
})

const importBody = z.strictObject({
  people: z.array(personBody).default([]),
  chats: z
    .array(
      z.strictObject({
        personId: z.string().optional(),
        waId: z.string().optional(),
        phoneNumberId: z.string(),
        messages: z.array(importedMessage),
      }),
    )
    .default([]),
})

export const importRoutes = (world: World): ApiRoute[] => [
  apiRoute({
    method: 'POST',
    path: '/import',
    summary: 'Loads people and past messages without any webhook; may be repeated.',
    body: importBody,
    bodyLimitBytes: 256 * 1024 * 1024,
    handle: ({ body }) => importHistory(world, body),
  }),
]
