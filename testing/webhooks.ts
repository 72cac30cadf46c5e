import { webhookRoutes } from '#server/features/webhook-intake/webhook-intake.ts'
import { createHttpApp } from '#server/http/http-app.ts'
import { webhookSignature } from '#server/meta/webhook-signature.ts'
import type { Runtime } from '#server/runtime/runtime.ts'
import { testAppSecret, type GivenChannel } from './given.ts'

/** An HTTP app with the webhook routes alone, and a way to post to it as Meta does. */
export function webhookApp(runtime: Runtime) {
  const app = createHttpApp({ log: runtime.log })
  webhookRoutes(app, runtime)
  const post = (
    appId: string,
    body: string | Buffer | object,
    options: { secret?: string; signature?: string | null } = {},
  ) => {
    const payload = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body)
    const signature =
      options.signature === undefined
        ? webhookSignature(options.secret ?? testAppSecret, Buffer.from(payload))
        : options.signature
    return app.inject({
      method: 'POST',
      url: `/webhooks/meta/${appId}`,
      headers: {
        'content-type': 'application/json',
        ...(signature === null ? {} : { 'x-hub-signature-256': signature }),
      },
      payload,
    })
  }
  return { app, post }
}

/** A webhook body with one change for this number. */
export const bodyFor = (
  channel: Pick<GivenChannel, 'wabaId' | 'phoneNumberId' | 'displayPhoneNumber'>,
  value: object,
  field = 'messages',
) => ({
  object: 'whatsapp_business_account',
  entry: [
    {
      id: channel.wabaId,
      changes: [
        {
          field,
          value: {
            messaging_product: 'whatsapp',
            metadata: {
              display_phone_number: channel.displayPhoneNumber,
              phone_number_id: channel.phoneNumberId,
            },
            ...value,
          },
        },
      ],
    },
  ],
})
