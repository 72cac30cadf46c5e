import { z } from 'zod'
import { resumeProgress } from '#simulator/messages/progress-message.ts'
import { ensureBsuids } from '#simulator/people/bsuid.ts'
import { changeNumber } from '#simulator/people/change-number.ts'
import { createPerson } from '#simulator/people/create-person.ts'
import {
  findPerson,
  findPersonByOwnBsuid,
  findPersonByUsername,
  findPersonByWaId,
  listPeople,
  savePerson,
  type Person,
} from '#simulator/store/person-store.ts'
import type { World } from '#simulator/world.ts'
import { ApiProblem } from './api-problem.ts'
import { apiRoute, type ApiRoute } from './api-route.ts'
import { requirePerson } from './require-resources.ts'

const waId = z
  .string()
  .transform((text) => text.replace(/[+()\s.-]/g, ''))
  .pipe(z.string().regex(/^\d{5,20}$/, 'must have 5 to 20 digits'))

/** @source Meta, usernames, format; read 2026-11-20. */
const username = z
  .string()
  .regex(/^(?=.*[a-z])(?!www)(?!.*\.\.)[a-z0-9_][a-z0-9._]{1,33}[a-z0-9_]$/, 'is not a username')

export const personBody = z.strictObject({
  id: z
    .string()
    .regex(/^[\w-]{1,64}$/, 'may have letters, digits, underscore and hyphen')
    .optional(),
  name: z.string().trim().min(1).max(100),
  waId: waId.nullable().optional(),
  username: username.nullable().optional(),
  bsuid: z
    .string()
    .regex(/^[A-Z]{2}\.[A-Za-z0-9]{1,128}$/, 'must look like US.1349')
    .optional(),
  hidesPhoneNumber: z.boolean().optional(),
  about: z.string().max(139).nullable().optional(),
  avatarColor: z
    .string()
    .regex(/^#[0-9a-fA-F]{6}$/, 'must be a colour like #5b7fa6')
    .nullable()
    .optional(),
  avatarUrl: z.string().max(2000).nullable().optional(),
  readReceipts: z.boolean().optional(),
  online: z.boolean().optional(),
  onWhatsApp: z.boolean().optional(),
})

const personChange = personBody.omit({ id: true, bsuid: true }).partial()

export const peopleRoutes = (world: World): ApiRoute[] => [
  apiRoute({
    method: 'GET',
    path: '/people',
    summary: 'The people, oldest first.',
    handle: () => listPeople(world.store),
  }),
  apiRoute({
    method: 'POST',
    path: '/people',
    summary: 'Creates a person, that is a phone.',
    body: personBody,
    handle: ({ body, reply }) => {
      const person = createPerson(body, world.clock.now())
      if (findPerson(world.store, person.id) !== undefined) {
        throw new ApiProblem(409, 'taken', 'There is a person with this id.')
      }
      refuseTaken(world, person)
      savePerson(world.store, person)
      ensureBsuids(world.store, [person])
      publish(world, person)
      void reply.code(201)
      return person
    },
  }),
  apiRoute({
    method: 'PATCH',
    path: '/people/:personId',
    summary: 'Changes a person; a new number is told to the businesses they have a chat with.',
    body: personChange,
    handle: ({ body, param }) => {
      const before = requirePerson(world, param)
      const defined = Object.fromEntries(
        Object.entries(body).filter(([, value]) => value !== undefined),
      )
      let person: Person = { ...before, ...defined }
      refuseTaken(world, person)
      if (person.waId !== null && before.waId !== null && person.waId !== before.waId) {
        person = changeNumber(world, { ...person, waId: before.waId }, person.waId)
      } else savePerson(world.store, person)
      if (person.online && !before.online) resumeProgress(world, person.id)
      publish(world, person)
      return person
    },
  }),
]

function refuseTaken({ store }: World, { id, waId: digits, username: name, bsuid }: Person): void {
  const sameNumber = digits === null ? undefined : findPersonByWaId(store, digits)
  if (sameNumber !== undefined && sameNumber.id !== id) {
    throw new ApiProblem(409, 'taken', 'Somebody else has this phone number.')
  }
  const sameBsuid = findPersonByOwnBsuid(store, bsuid)
  if (sameBsuid !== undefined && sameBsuid.id !== id) {
    throw new ApiProblem(409, 'taken', 'Somebody else has this BSUID.')
  }
  const sameName = name === null ? undefined : findPersonByUsername(store, name)
  if (sameName !== undefined && sameName.id !== id) {
    throw new ApiProblem(409, 'taken', 'Somebody else has this username.')
  }
}

const publish = (world: World, person: Person): void =>
  world.events.publish({ event: 'person', personId: person.id, person })
