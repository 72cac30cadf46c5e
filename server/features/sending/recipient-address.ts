import type { IdentityKind } from '#shared/contracts/contact.ts'

export type KnownName = { kind: IdentityKind; scope: string; value: string }

/** How the Graph API is told whom a message is for. */
export type RecipientAddress =
  | { recipient_type: 'individual'; to: string }
  | { recipient_type: 'individual'; recipient: string }
  | { recipient_type: 'group'; to: string }

/**
 * The name under which WhatsApp reaches a contact from a number of this portfolio; null when there is none.
 * A phone number is sent with its `+`: without it Meta puts the business's own country code in front.
 * A business-scoped user id counts only inside the portfolio that was given it.
 * @source Meta, "Send messages", recipient; read 2026-11-20, Graph v26.0.
 */
export function recipientAddress(
  names: readonly KnownName[],
  portfolioId: string | null,
): RecipientAddress | null {
  const valueOf = (kind: IdentityKind, scopes?: string[]): string | undefined =>
    names.find((name) => name.kind === kind && (!scopes || scopes.includes(name.scope)))?.value
  const groupId = valueOf('group_id')
  if (groupId) return { recipient_type: 'group', to: groupId }
  const waId = valueOf('wa_id')
  if (waId) return { recipient_type: 'individual', to: `+${waId}` }
  const userId = valueOf('bsuid', [portfolioId ?? '', '']) ?? valueOf('parent_bsuid')
  return userId ? { recipient_type: 'individual', recipient: userId } : null
}
