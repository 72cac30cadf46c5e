import { z } from 'zod'
import { Contact, ContactChange } from '#shared/contracts/contact.ts'
import { callerOf, type HttpApp } from '../../http/http-app.ts'
import type { Runtime } from '../../runtime/runtime.ts'
import { changeContact, readContact } from './read-contact.ts'

const ContactPath = z.object({ id: z.string() })

export function contactRoutes(app: HttpApp, runtime: Runtime): void {
  const { clock, database, hints } = runtime

  app.get(
    '/v1/contacts/:id',
    {
      config: { access: 'contacts.read' },
      schema: { params: ContactPath, response: { 200: Contact } },
    },
    (request) =>
      database.inTenant(callerOf(request).tenantId, (tx) => readContact(tx, request.params.id)),
  )

  app.patch(
    '/v1/contacts/:id',
    {
      config: { access: 'contacts.write' },
      schema: { params: ContactPath, body: ContactChange, response: { 200: Contact } },
    },
    async (request) => {
      const { tenantId } = callerOf(request)
      const contact = await database.inTenant(tenantId, (tx) =>
        changeContact(tx, request.params.id, request.body, clock.now()),
      )
      hints.publish(tenantId, { kind: 'contact', conversationId: null, messageId: null })
      return contact
    },
  )
}
