import {
  Archive,
  CircleAlert,
  CircleUser,
  Hourglass,
  Inbox,
  Lock,
  MailOpen,
  MessageCircleReply,
  UserRoundX,
  type LucideIcon,
} from 'lucide-react'
import type { ConversationView } from '#shared/contracts/conversation.ts'

export type ViewEntry = {
  id: ConversationView
  title: string
  icon: LucideIcon
  /** What an empty view means. */
  empty: { title: string; detail: string }
}

/** The views in the order in which they are offered. */
export const views: readonly ViewEntry[] = [
  {
    id: 'all',
    title: 'All',
    icon: Inbox,
    empty: {
      title: 'No conversations yet',
      detail: 'When somebody writes to your number, the conversation appears here by itself.',
    },
  },
  {
    id: 'mine',
    title: 'Mine',
    icon: CircleUser,
    empty: {
      title: 'You are all caught up',
      detail: 'Nothing is assigned to you. Look into Unassigned to pick something up.',
    },
  },
  {
    id: 'unassigned',
    title: 'Unassigned',
    icon: UserRoundX,
    empty: {
      title: 'You are all caught up',
      detail: 'Every conversation has somebody looking after it.',
    },
  },
  {
    id: 'unread',
    title: 'Unread',
    icon: MailOpen,
    empty: { title: 'You are all caught up', detail: 'You have read every message.' },
  },
  {
    id: 'waiting_on_us',
    title: 'Waiting on us',
    icon: MessageCircleReply,
    empty: { title: 'You are all caught up', detail: 'Nobody is waiting for an answer.' },
  },
  {
    id: 'closing_soon',
    title: 'Closing soon',
    icon: Hourglass,
    empty: {
      title: 'Nothing is running out',
      detail: 'No customer service window closes within the next two hours.',
    },
  },
  {
    id: 'window_shut',
    title: 'Window shut',
    icon: Lock,
    empty: {
      title: 'Every window is open',
      detail: 'You may answer everybody free-form; nobody needs a template.',
    },
  },
  {
    id: 'failed',
    title: 'Failed',
    icon: CircleAlert,
    empty: { title: 'Nothing has failed', detail: 'Every message you sent went out.' },
  },
  {
    id: 'resolved',
    title: 'Resolved',
    icon: Archive,
    empty: {
      title: 'Nothing resolved yet',
      detail: 'Press E on a conversation that is done; it waits here until they write again.',
    },
  },
]

export const viewEntry = (id: ConversationView): ViewEntry =>
  views.find((view) => view.id === id) ?? (views[0] as ViewEntry)

export const isView = (text: string): text is ConversationView =>
  views.some((view) => view.id === text)
