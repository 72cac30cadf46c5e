import { z } from 'zod'

export const IdentityKind = z.enum(['wa_id', 'bsuid', 'parent_bsuid', 'username', 'group_id'])
export type IdentityKind = z.infer<typeof IdentityKind>

/** The contact as shown beside a conversation. `phone` is E.164; null for people who hide their number. */
export const ContactSummary = z.object({
  id: z.string(),
  kind: z.enum(['person', 'group']),
  name: z.string(),
  profileName: z.string().nullable(),
  phone: z.string().nullable(),
  waId: z.string().nullable(),
  bsuid: z.string().nullable(),
  username: z.string().nullable(),
  isOptedOut: z.boolean(),
})
export type ContactSummary = z.infer<typeof ContactSummary>

export const Contact = ContactSummary.extend({
  email: z.string().nullable(),
  language: z.string().nullable(),
  country: z.string().nullable(),
  city: z.string().nullable(),
  identities: z.array(
    z.object({
      kind: IdentityKind,
      value: z.string(),
      source: z.string(),
      validFrom: z.iso.datetime(),
      validTo: z.iso.datetime().nullable(),
    }),
  ),
  createdAt: z.iso.datetime(),
})
export type Contact = z.infer<typeof Contact>

export const ContactChange = z
  .object({
    name: z.string().trim().min(1).max(200),
    email: z.email().max(320).nullable(),
    language: z.string().max(35).nullable(),
    country: z.string().max(100).nullable(),
    city: z.string().max(100).nullable(),
    isOptedOut: z.boolean(),
  })
  .partial()
export type ContactChange = z.infer<typeof ContactChange>
