import type { Conversation } from '#shared/contracts/conversation.ts'
import type { Session } from '#shared/contracts/session.ts'

export const sampleSession: Session = {
  user: { id: 'member-1', name: 'Asha Verma', email: 'asha@example.com' },
  workspace: { id: 'workspace-1', name: 'Riverside Pottery', timeZone: 'Europe/Berlin' },
  role: 'owner',
  permissions: [],
  simulatorUrl: null,
}

/** Rows in the states a list can show, relative to `nowMs`. */
export function sampleConversations(nowMs: number): Conversation[] {
  const at = (hours: number) => new Date(nowMs + hours * 3_600_000).toISOString()
  const open = (hours: number) => ({ state: 'open', closesAt: at(hours), closedAt: null }) as const
  const base: Conversation = {
    id: 'sample',
    contact: {
      id: 'contact',
      kind: 'person',
      name: 'Priya Nair',
      profileName: 'Priya',
      phone: '+15550100123',
      waId: '15550100123',
      bsuid: null,
      username: null,
      isOptedOut: false,
    },
    channel: {
      id: 'channel',
      phoneNumberId: '106540352242922',
      displayPhoneNumber: '+1 555 010 0100',
      name: 'Riverside Pottery',
    },
    status: 'open',
    snoozedUntil: null,
    assignee: null,
    labels: [],
    unreadCount: 0,
    needsReply: false,
    window: open(23),
    lastMessage: {
      id: 'message',
      direction: 'inbound',
      type: 'text',
      preview: 'Is the blue bowl still available in the large size?',
      status: 'received',
      occurredAt: at(-0.2),
      isAutomated: false,
    },
    lastActivityAt: at(-0.2),
  }
  const last = base.lastMessage as NonNullable<Conversation['lastMessage']>
  const row = (id: string, name: string, over: Partial<Conversation>): Conversation => ({
    ...base,
    ...over,
    id,
    contact: { ...base.contact, id, name, isOptedOut: over.contact?.isOptedOut ?? false },
  })
  const asha = { id: 'member-1', name: 'Asha Verma' }
  const vip = { id: 'l1', name: 'VIP', color: 'amber' } as const
  const wholesale = { id: 'l2', name: 'Wholesale', color: 'violet' } as const
  const delivery = { id: 'l3', name: 'Delivery', color: 'blue' } as const
  return [
    row('unread', 'Priya Nair', { unreadCount: 2, needsReply: true, labels: [vip] }),
    row('read', 'Tom Okafor', {
      assignee: asha,
      window: open(3.2),
      lastMessage: { ...last, direction: 'outbound', status: 'read', preview: 'On its way!' },
      lastActivityAt: at(-20.8),
    }),
    row('closing', 'إيمان الخطيب', {
      window: open(0.6),
      labels: [vip, wholesale, delivery],
      lastMessage: { ...last, type: 'audio', preview: 'Voice message 0:14' },
      lastActivityAt: at(-23.4),
    }),
    row('failed', 'Yusuf Demir', {
      assignee: asha,
      window: { state: 'closed', closesAt: null, closedAt: at(-30) },
      lastMessage: { ...last, direction: 'outbound', status: 'failed', preview: 'Your invoice' },
      lastActivityAt: at(-54),
    }),
    row('automated', 'María José García', {
      status: 'snoozed',
      lastMessage: {
        ...last,
        direction: 'outbound',
        status: 'delivered',
        preview: 'Your order has left our kiln.',
        isAutomated: true,
      },
      lastActivityAt: at(-4),
    }),
    row('resolved', 'Grace Mwangi', {
      status: 'resolved',
      contact: { ...base.contact, isOptedOut: true },
      lastActivityAt: at(-200),
    }),
  ]
}
