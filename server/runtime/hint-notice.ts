import { z } from 'zod'
import { LiveHint } from '#shared/contracts/live-event.ts'
import type { TenantId } from '../platform/ids.ts'

export type AddressedHint = { tenantId: TenantId; hint: LiveHint }

/** PostgreSQL refuses a notification of 8,000 bytes and more. */
const mostBytes = 7_900

const Notice = z.object({
  origin: z.string(),
  hints: z.union([
    z.literal('resync'),
    z.array(
      z.tuple([z.string(), LiveHint.shape.kind, z.string().nullable(), z.string().nullable()]),
    ),
  ]),
})

/** Texts for NOTIFY that together carry all hints; each says which process it comes from. */
export function writeHintNotices(
  origin: string,
  hints: readonly AddressedHint[] | 'resync',
): string[] {
  if (hints === 'resync') return [JSON.stringify({ origin, hints })]
  const notices: string[] = []
  const head = `{"origin":${JSON.stringify(origin)},"hints":[`
  let body = ''
  for (const { tenantId, hint } of hints) {
    const entry = JSON.stringify([tenantId, hint.kind, hint.conversationId, hint.messageId])
    if (body !== '' && Buffer.byteLength(head) + body.length + entry.length + 3 > mostBytes) {
      notices.push(`${head}${body}]}`)
      body = ''
    }
    body += body === '' ? entry : `,${entry}`
  }
  if (body !== '') notices.push(`${head}${body}]}`)
  return notices
}

/** @returns null for a notice that another version wrote differently: a late screen, no error. */
export function readHintNotice(
  text: string,
): { origin: string; hints: AddressedHint[] | 'resync' } | null {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return null
  }
  const notice = Notice.safeParse(json)
  if (!notice.success) return null
  const { origin, hints } = notice.data
  if (hints === 'resync') return { origin, hints }
  return {
    origin,
    hints: hints.map(([tenantId, kind, conversationId, messageId]) => ({
      tenantId: tenantId as TenantId,
      hint: { kind, conversationId, messageId },
    })),
  }
}
