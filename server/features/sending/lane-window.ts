import type { ContactId, MessageId } from '../../platform/ids.ts'
import { DueQueue } from './due-queue.ts'

/** What the lane knows of a message before it is claimed. */
export type QueuedMessage = {
  messageId: MessageId
  contactId: ContactId
  priority: number
  hasMedia: boolean
  /** Outside the customer service window: counts towards the people the portfolio may reach. */
  startsConversation: boolean
}

export const priorities = [0, 1, 2, 3] as const

/** So many messages of one recipient and priority are kept; the rest is looked up when these have left. */
export const mostPerRecipient = 4

/** More than this are not remembered as waiting: the outbox itself says when their messages are due. */
const mostRecipients = 20_000

type Recipient = {
  contactId: ContactId
  /** By priority, oldest first. */
  queued: QueuedMessage[][]
  /** By priority: there are, or may be, more in the outbox than are kept here. */
  hasMore: boolean[]
  /** On its way, or its outcome is being written. */
  busyWith: MessageId | null
  /** Nothing leaves for them before. */
  blockedUntilMs: number
  /** By priority: their oldest message is not to leave before. */
  waitsUntilMs: number[]
  /** In which of the ready lists they stand; null: in none. */
  readyAs: number | null
}

/** The oldest messages of one recipient, as they stand in the outbox. */
export type HeadMessage = QueuedMessage & { availableAtMs: number; isSending: boolean }

export type LeaveRules = {
  /** When the next message may leave for a recipient. */
  freeAtMs(contactId: ContactId): number
  /** When a message may leave that starts a conversation; now or before: at once. */
  mayStartAtMs(): number
  /** Of campaigns, so many at most. */
  mostCampaign: number
}

/**
 * A bounded part of one lane's outbox in memory: who could be sent to next. It is a help to find work, not the
 * keeper of order: the claim itself refuses a message that has an older one of its priority before it. So anything
 * here may be forgotten or out of date, and the next look into the outbox mends it.
 *
 * A recipient is *ready* (something may be claimed), *busy* (a message is on its way or its outcome is being
 * written), *blocked* (pair rule), *waiting* in one priority (its oldest message is not due yet) or *unclear* (their
 * oldest messages must be looked up). Only ready and busy ones keep messages here.
 */
export class LaneWindow {
  readonly #recipients = new Map<ContactId, Recipient>()
  readonly #known = new Set<MessageId>()
  readonly #ready = priorities.map((): Recipient[] => [])
  readonly #readyCount = priorities.map(() => 0)
  readonly #due = new DueQueue<ContactId>()
  readonly #unclear = new Set<ContactId>()

  /** Messages kept here, with those on their way. */
  get size(): number {
    return this.#known.size
  }

  get recipientCount(): number {
    return this.#recipients.size
  }

  get hasUnclear(): boolean {
    return this.#unclear.size > 0
  }

  /** When the soonest blocked or waiting recipient is due again. */
  get nextDueMs(): number | null {
    return this.#due.nextAtMs
  }

  /** Recipients something could be claimed for, of one priority or of all. */
  readyCount(priority?: number): number {
    return priority === undefined
      ? this.#readyCount.reduce((sum, count) => sum + count, 0)
      : (this.#readyCount[priority] ?? 0)
  }

  /** Takes in messages found in the outbox. */
  add(found: readonly QueuedMessage[], nowMs: number): void {
    for (const message of found) {
      if (this.#known.has(message.messageId)) continue
      const { priority } = message
      const recipient = this.#recipientOf(message.contactId)
      const queued = recipient.queued[priority]
      const isLater =
        Math.max(recipient.blockedUntilMs, recipient.waitsUntilMs[priority] ?? 0) > nowMs
      if (!queued || isLater || queued.length >= mostPerRecipient) {
        recipient.hasMore[priority] = true
        continue
      }
      this.#known.add(message.messageId)
      insertInOrder(queued, message)
      this.#makeReady(recipient)
    }
  }

  /** Takes the most urgent messages whose recipients are free, one for each; they are busy from then on. */
  take(most: number, rules: LeaveRules, nowMs: number): QueuedMessage[] {
    const taken: QueuedMessage[] = []
    for (const priority of priorities) {
      const list = this.#ready[priority] ?? []
      const until = priority === 3 ? Math.min(most, taken.length + rules.mostCampaign) : most
      let passed = 0
      while (taken.length < until && passed < list.length) {
        const recipient = list[passed++]
        if (recipient?.readyAs !== priority) continue
        const message = this.#takeFrom(recipient, priority, rules, nowMs)
        if (message) taken.push(message)
      }
      list.splice(0, passed)
    }
    return taken
  }

  /** A message could not be claimed: it is gone, or an older one stands before it. */
  refuse(message: QueuedMessage, nowMs: number): void {
    const recipient = this.#recipientOf(message.contactId)
    this.#dropQueued(recipient, message.priority)
    recipient.hasMore[message.priority] = true
    this.release(message.contactId, nowMs)
  }

  /** What was on its way to them is settled. */
  release(contactId: ContactId, nowMs: number): void {
    const recipient = this.#recipients.get(contactId)
    if (!recipient) return
    if (recipient.busyWith) this.#known.delete(recipient.busyWith)
    recipient.busyWith = null
    this.#settle(recipient, nowMs)
  }

  /** A conversation with them has begun: their further messages start none. */
  markReached(contactIds: Iterable<ContactId>): void {
    for (const contactId of contactIds)
      for (const queued of this.#recipients.get(contactId)?.queued ?? [])
        for (const message of queued) message.startsConversation = false
  }

  /** Nothing leaves for them before `untilMs`. */
  block(contactId: ContactId, untilMs: number): void {
    const recipient = this.#recipientOf(contactId)
    recipient.blockedUntilMs = Math.max(recipient.blockedUntilMs, untilMs)
    for (const priority of priorities) this.#dropQueued(recipient, priority)
    this.#due.add(recipient.blockedUntilMs, contactId)
  }

  /** Their oldest message of a priority is not due before; the later ones stay behind it. */
  wait(contactId: ContactId, priority: number, untilMs: number): void {
    const recipient = this.#recipientOf(contactId)
    this.#dropQueued(recipient, priority)
    if (this.#recipients.size > mostRecipients) return
    recipient.waitsUntilMs[priority] = untilMs
    recipient.hasMore[priority] = true
    this.#due.add(untilMs, contactId)
    this.#makeReady(recipient)
  }

  /** Makes those ready, or unclear, whose time has come. */
  wakeDue(nowMs: number): void {
    for (let id = this.#due.takeDue(nowMs); id !== null; id = this.#due.takeDue(nowMs)) {
      const recipient = this.#recipients.get(id)
      if (recipient) this.#settle(recipient, nowMs)
    }
  }

  /** Recipients to look up now; `clarify` tells what was found. */
  takeUnclear(most: number): ContactId[] {
    const ids = [...this.#unclear.values().take(most)]
    for (const id of ids) this.#unclear.delete(id)
    return ids
  }

  /** Takes in the oldest messages of recipients that were unclear; of each priority, oldest first. */
  clarify(contactIds: readonly ContactId[], found: readonly HeadMessage[], nowMs: number): void {
    const byRecipient = Map.groupBy(found, (message) => message.contactId)
    for (const contactId of contactIds) {
      const heads = byRecipient.get(contactId) ?? []
      for (const [priority, messages] of Map.groupBy(heads, (message) => message.priority)) {
        const [head] = messages
        if (!head) continue
        const recipient = this.#recipientOf(contactId)
        if (head.isSending) recipient.hasMore[priority] = recipient.busyWith !== null
        else if (head.availableAtMs > nowMs) this.wait(contactId, priority, head.availableAtMs)
        else {
          this.add(messages, nowMs)
          if (messages.length >= mostPerRecipient) recipient.hasMore[priority] = true
        }
      }
      const recipient = this.#recipients.get(contactId)
      if (recipient) this.#forgetIfEmpty(recipient, nowMs)
    }
  }

  #takeFrom(
    recipient: Recipient,
    priority: number,
    rules: LeaveRules,
    nowMs: number,
  ): QueuedMessage | null {
    const { contactId } = recipient
    this.#leaveReady(recipient)
    const [message] = recipient.queued[priority] ?? []
    if (!message) return null
    const freeAtMs = rules.freeAtMs(contactId)
    if (freeAtMs > nowMs) {
      this.block(contactId, freeAtMs)
      return null
    }
    const startAtMs = message.startsConversation ? rules.mayStartAtMs() : 0
    if (startAtMs > nowMs) {
      this.wait(contactId, priority, startAtMs)
      return null
    }
    recipient.queued[priority]?.shift()
    recipient.busyWith = message.messageId
    return message
  }

  #recipientOf(contactId: ContactId): Recipient {
    let recipient = this.#recipients.get(contactId)
    if (!recipient) {
      recipient = {
        contactId,
        queued: priorities.map(() => []),
        hasMore: priorities.map(() => false),
        busyWith: null,
        blockedUntilMs: 0,
        waitsUntilMs: priorities.map(() => 0),
        readyAs: null,
      }
      this.#recipients.set(contactId, recipient)
    }
    return recipient
  }

  /** After they were busy, blocked or waiting: ready again, to be looked up, or of no more interest. */
  #settle(recipient: Recipient, nowMs: number): void {
    if (recipient.busyWith || recipient.blockedUntilMs > nowMs) return
    const { contactId, queued, hasMore, waitsUntilMs } = recipient
    for (const priority of priorities) {
      const isDue = (waitsUntilMs[priority] ?? 0) <= nowMs
      if (!hasMore[priority] || !isDue || queued[priority]?.length !== 0) continue
      hasMore[priority] = false
      this.#unclear.add(contactId)
    }
    this.#makeReady(recipient)
    this.#forgetIfEmpty(recipient, nowMs)
  }

  #forgetIfEmpty(recipient: Recipient, nowMs: number): void {
    const { contactId, queued, busyWith, blockedUntilMs, waitsUntilMs } = recipient
    if (busyWith || blockedUntilMs > nowMs || queued.some((list) => list.length > 0)) return
    if (waitsUntilMs.every((until) => until <= nowMs)) this.#recipients.delete(contactId)
  }

  #makeReady(recipient: Recipient): void {
    if (recipient.busyWith) return
    const priority = priorities.find((one) => (recipient.queued[one]?.length ?? 0) > 0)
    if (priority === undefined || recipient.readyAs === priority) return
    this.#leaveReady(recipient)
    recipient.readyAs = priority
    this.#readyCount[priority] = (this.#readyCount[priority] ?? 0) + 1
    this.#ready[priority]?.push(recipient)
  }

  /** Their place in the list stays and is passed over. */
  #leaveReady(recipient: Recipient): void {
    const { readyAs } = recipient
    if (readyAs === null) return
    this.#readyCount[readyAs] = (this.#readyCount[readyAs] ?? 1) - 1
    recipient.readyAs = null
  }

  #dropQueued(recipient: Recipient, priority: number): void {
    const dropped = recipient.queued[priority] ?? []
    for (const message of dropped) this.#known.delete(message.messageId)
    if (dropped.length > 0) recipient.hasMore[priority] = true
    recipient.queued[priority] = []
    if (recipient.readyAs === priority) this.#leaveReady(recipient)
  }
}

function insertInOrder(queued: QueuedMessage[], message: QueuedMessage): void {
  let index = queued.length
  while (index > 0 && (queued[index - 1]?.messageId ?? '') > message.messageId) index -= 1
  queued.splice(index, 0, message)
}
