import type { SendOutcome } from '../../meta/graph-client.ts'
import type { Sealer } from '../../platform/sealing/keyring.ts'
import { openEnvelope } from '../messages/messages.ts'
import { graphBody } from './graph-body.ts'
import type { ClaimedMessage } from './lane-claim-store.ts'
import { recipientAddress } from './recipient-address.ts'

export type Prepared =
  | { body: Record<string, unknown> }
  /** It cannot even be tried; told as if Meta had said so. */
  | { outcome: SendOutcome }

/** Makes the request of a claimed message. */
export function prepareMessage(
  sealer: Sealer,
  claimed: ClaimedMessage,
  portfolioId: string | null,
  metaMediaId: string | null,
): Prepared {
  const address = recipientAddress(claimed.names, portfolioId)
  if (!address) return notPossible(131026, 'The contact has no address on WhatsApp')
  const { message } = openEnvelope(sealer, claimed.messageId, claimed.contentSealed)
  return { body: graphBody(claimed.messageId, address, message, metaMediaId) }
}

export const notPossible = (code: number, title: string): { outcome: SendOutcome } => ({
  outcome: {
    kind: 'refused',
    error: { httpStatus: 0, code, subcode: null, title, details: null, fbtraceId: null },
  },
})

/** Code 0 of Meta's is "cannot authenticate": the number is not connected (any more). */
export const notConnected = () => notPossible(0, 'The number is not connected')
