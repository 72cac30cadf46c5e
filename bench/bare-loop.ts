/**
 * The ceiling of sending: the product's own HTTP client asks the stand-in in a bare loop, without database or
 * rules, as a process of its own.
 */
import { SendConnections } from '#server/meta/send-connections.ts'
import type { BareLoopPlan } from './run-bare-loop.ts'

async function run({ url, count, connections }: BareLoopPlan): Promise<void> {
  const client = new SendConnections(url, connections, { keepAliveTimeout: 10_000 })
  let next = 0
  const ask = async (): Promise<void> => {
    while (next < count) {
      const serial = next++
      const answer = await client.request({
        method: 'POST',
        path: '/v26.0/900000000000001/messages',
        headers: { authorization: 'Bearer bench', 'content-type': 'application/json' },
        body: JSON.stringify({
          messaging_product: 'whatsapp',
          to: `1555${String(serial).padStart(7, '0')}`,
          type: 'text',
          text: { body: `Our new opening hours, for ${serial}: 9 to 18, Saturdays to 14.` },
          biz_opaque_callback_data: `bare.${serial}`,
        }),
      })
      JSON.parse(answer.text)
    }
  }
  await Promise.all(Array.from({ length: connections }, ask))
  await client.close()
}

process.once('message', (plan: BareLoopPlan) => {
  void run(plan).then(() => process.send?.({ done: true }, () => process.exit(0)))
})
