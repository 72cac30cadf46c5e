import { z } from 'zod'
import { Contact, ContactChange } from '#shared/contracts/contact.ts'
import { callerOf, type HttpApp } from '../../http/http-app.ts'
import type { ContactId } from '../../platform/ids.ts'
import type { Runtime } from '../../runtime/runtime.ts'
import { changeContact, readContact } from './read-contact.ts'
import { tellContact } from './tell-contacts.ts'

const ContactPath = z.object({ id: z.string() })

export function contactRoutes(app: HttpApp, runtime: Runtime): void {
  const { clock, database, hints, keyring, wakeups } = runtime

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
      const sealer = await keyring.forTenant(tenantId)
      const { contact, deliveries } = await database.inTenant(tenantId, async (tx) => {
        const now = clock.now()
        const contact = await changeContact(tx, request.params.id, request.body, now)
        return { contact, deliveries: await tellContact(tx, sealer, contact.id as ContactId, now) }
      })
      if (deliveries > 0) wakeups.wake('delivery', tenantId)
      hints.publish(tenantId, { kind: 'contact', conversationId: null, messageId: null })
      return contact
    },
  )
}
