import { z } from 'zod'
import { rules } from '#simulator/rules.ts'

const text = (max: number) => z.string().min(1).max(max)

const media = z.strictObject({ id: z.string().min(1) })
const captioned = media.extend({ caption: z.string().max(rules.captionMax.value).optional() })

const location = z.object({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  name: z.string().optional(),
  address: z.string().optional(),
  url: z.string().optional(),
})

const reply = z.object({ id: z.string(), title: z.string() })

const interactive = z.discriminatedUnion('type', [
  z.object({ type: z.literal('button_reply'), button_reply: reply }),
  z.object({
    type: z.literal('list_reply'),
    list_reply: reply.extend({ description: z.string().optional() }),
  }),
  z.object({
    type: z.literal('nfm_reply'),
    nfm_reply: z.object({ name: z.string(), body: z.string(), response_json: z.string() }),
  }),
  z.object({
    type: z.literal('call_permission_reply'),
    call_permission_reply: z.looseObject({ response: z.enum(['accept', 'reject']) }),
  }),
])

const order = z.object({
  catalog_id: z.string(),
  text: z.string().optional(),
  product_items: z
    .array(
      z.object({
        product_retailer_id: z.string(),
        quantity: z.number(),
        item_price: z.number(),
        currency: z.string(),
      }),
    )
    .min(1),
})

/** Every kind of message a phone can send, in Meta's shape. */
export const contentSchemas = {
  text: z.object({ body: text(65_536) }),
  image: captioned,
  video: captioned,
  audio: media.extend({ voice: z.boolean().optional() }),
  document: captioned.extend({ filename: z.string().optional() }),
  sticker: media,
  location,
  contacts: z.array(z.looseObject({})).min(1),
  reaction: z.object({ message_id: z.string().min(1), emoji: z.string().optional() }),
  interactive,
  button: z.object({ payload: z.string(), text: z.string() }),
  order,
  unsupported: z.object({ type: z.string().optional() }),
}

export type PersonMessageType = keyof typeof contentSchemas

const context = z.strictObject({
  message_id: z.string().min(1).optional(),
  forwarded: z.boolean().optional(),
  frequently_forwarded: z.boolean().optional(),
  referred_product: z
    .object({ catalog_id: z.string(), product_retailer_id: z.string() })
    .optional(),
})

export const personMessageBody = z.looseObject({
  type: z.enum(Object.keys(contentSchemas) as [PersonMessageType, ...PersonMessageType[]]),
  context: context.optional(),
  referral: z.looseObject({}).optional(),
})
