import { z } from 'zod'
import { randomInt } from 'node:crypto'
import { ensureBsuids } from '#simulator/people/bsuid.ts'
import { rules } from '#simulator/rules.ts'
import {
  findApp,
  listApps,
  listSubscriptions,
  saveApp,
  subscribe,
  subscribeToOrphanedWabas,
} from '#simulator/store/app-store.ts'
import { findNumber, listNumbers, saveNumber } from '#simulator/store/number-store.ts'
import { listPeople } from '#simulator/store/person-store.ts'
import { findTemplate, listTemplates, saveTemplate } from '#simulator/store/template-store.ts'
import { seedTemplates } from '#simulator/templates/seed-templates.ts'
import { verifyCallback } from '#simulator/webhooks/verify-callback.ts'
import type { World } from '#simulator/world.ts'
import { ApiProblem } from './api-problem.ts'
import { apiRoute, type ApiRoute } from './api-route.ts'

const appBody = z.strictObject({
  appSecret: z.string().min(1),
  verifyToken: z.string().min(1),
  callbackUrl: z.url({ protocol: /^https?$/ }).nullable(),
})

const numberBody = z.strictObject({
  wabaId: z.string().min(1),
  businessId: z.string().min(1),
  displayPhoneNumber: z.string().regex(/\d{5,}|(\d.*){5,}/, 'must contain a phone number'),
  verifiedName: z.string().min(1),
  accessToken: z.string().min(1),
  throughput: z.int().min(1).optional(),
  messagingLimit: z.int().min(1).nullable().optional(),
})

const settingsBody = z.strictObject({
  windowClosedAnswer: z.enum(['refuse', 'fail_later']).optional(),
  sentDelayMs: z.int().min(0).max(600_000).optional(),
  deliveredDelayMs: z.int().min(0).max(600_000).optional(),
})

const templateBody = z.strictObject({
  category: z.enum(['MARKETING', 'UTILITY', 'AUTHENTICATION']),
  status: z.enum(['APPROVED', 'PENDING', 'REJECTED', 'PAUSED', 'DISABLED']).default('APPROVED'),
  parameterFormat: z.enum(['POSITIONAL', 'NAMED']).default('POSITIONAL'),
  components: z
    .array(
      z.object({
        type: z.enum(['HEADER', 'BODY', 'FOOTER', 'BUTTONS']),
        format: z.enum(['TEXT', 'IMAGE', 'VIDEO', 'DOCUMENT', 'LOCATION']).optional(),
        text: z.string().optional(),
        buttons: z
          .array(
            z.object({
              type: z.string(),
              text: z.string().optional(),
              url: z.string().optional(),
              phone_number: z.string().optional(),
            }),
          )
          .optional(),
      }),
    )
    .min(1),
})

/** Apps, business numbers, templates and settings: the platform around the people. */
export const platformRoutes = (world: World): ApiRoute[] => [
  apiRoute({
    method: 'GET',
    path: '/state',
    summary: 'Everything there is, except messages.',
    handle: () => ({
      now: world.clock.now(),
      clockOffsetMs: world.clock.offsetMs(),
      settings: world.settings.current(),
      apps: listApps(world.store),
      numbers: listNumbers(world.store),
      people: listPeople(world.store),
    }),
  }),
  apiRoute({
    method: 'GET',
    path: '/rules',
    summary: "Meta's limits as the simulator applies them, each with source and date.",
    handle: () => rules,
  }),
  apiRoute({
    method: 'PATCH',
    path: '/settings',
    summary: 'How the simulator behaves where Meta behaves in several ways.',
    body: settingsBody,
    handle: ({ body }) => world.settings.change(withoutUndefined(body)),
  }),
  apiRoute({
    method: 'PUT',
    path: '/apps/:appId',
    summary: 'Creates or changes an app; a callback is verified before it is taken.',
    body: appBody,
    handle: async ({ body, param }) => {
      if (body.callbackUrl !== null) {
        const problem = await verifyCallback(
          world.webhookClient,
          body.callbackUrl,
          body.verifyToken,
        )
        if (problem !== null) throw new ApiProblem(422, 'callback_not_verified', problem)
      }
      const appId = param('appId')
      const isNew = findApp(world.store, appId) === undefined
      world.store.transaction(() => {
        saveApp(world.store, { appId, ...body })
        if (isNew) subscribeToOrphanedWabas(world.store, appId)
      })
      world.webhooks.wakeAll()
      return { verified: body.callbackUrl !== null }
    },
  }),
  apiRoute({
    method: 'PUT',
    path: '/numbers/:phoneNumberId',
    summary: 'Creates or changes a business number.',
    body: numberBody,
    handle: ({ body, param }) => {
      const phoneNumberId = param('phoneNumberId')
      const known = findNumber(world.store, phoneNumberId)
      const number = {
        phoneNumberId,
        ...body,
        throughput: body.throughput ?? known?.throughput ?? rules.defaultThroughput.value,
        messagingLimit:
          body.messagingLimit === undefined
            ? (known?.messagingLimit ?? rules.defaultMessagingLimit.value)
            : body.messagingLimit,
        isRegistered: known?.isRegistered ?? true,
        createdAtMs: known?.createdAtMs ?? world.clock.now(),
      }
      world.store.transaction(() => {
        saveNumber(world.store, number)
        const [app] = listApps(world.store)
        const hasListener = listSubscriptions(world.store, number.wabaId).length > 0
        if (app !== undefined && !hasListener) subscribe(world.store, number.wabaId, app.appId)
        if (listTemplates(world.store, number.wabaId).length === 0) {
          seedTemplates(world.store, number.wabaId)
        }
      })
      ensureBsuids(world.store)
      return number
    },
  }),
  apiRoute({
    method: 'GET',
    path: '/templates/:wabaId',
    summary: 'The message templates of a WABA.',
    handle: ({ param }) => listTemplates(world.store, param('wabaId')),
  }),
  apiRoute({
    method: 'PUT',
    path: '/templates/:wabaId/:name/:language',
    summary: 'Creates or changes a template, in any state.',
    body: templateBody,
    handle: ({ body, param }) => {
      const wabaId = param('wabaId')
      const name = param('name')
      const language = param('language')
      const templateId =
        findTemplate(world.store, wabaId, name, language)?.templateId ??
        String(randomInt(10 ** 13, 10 ** 14))
      const components = body.components.map((component) => withoutUndefined(component))
      const template = { wabaId, name, language, templateId, ...body, components }
      saveTemplate(world.store, template)
      return template
    },
  }),
]

function withoutUndefined<T extends object>(
  object: T,
): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>
  }
}
