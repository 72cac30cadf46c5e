import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { ContactId, MessageId } from '../../platform/ids.ts'
import { LaneWindow, mostPerRecipient, type QueuedMessage } from './lane-window.ts'

const free = { freeAtMs: () => 0, mayStartAtMs: () => 0, mostCampaign: Number.POSITIVE_INFINITY }

const messageOf = (serial: number, contact: number, priority: number): QueuedMessage => ({
  messageId: `message ${String(serial).padStart(5, '0')}` as MessageId,
  contactId: `contact ${contact}` as ContactId,
  priority,
  hasMedia: false,
  startsConversation: false,
})

test('a recipient has one message on its way, the most urgent first', () => {
  const window = new LaneWindow()
  const [campaign, reply, other] = [messageOf(1, 1, 3), messageOf(2, 1, 0), messageOf(3, 2, 3)]
  window.add([campaign, other, reply], 0)
  assert.deepEqual(window.take(10, free, 0), [reply, other])
  assert.deepEqual(window.take(10, free, 0), [])
  window.release(reply.contactId, 0)
  assert.deepEqual(window.take(10, free, 0), [campaign])
})

test('a million messages of one recipient take the place of a few', () => {
  const window = new LaneWindow()
  for (let serial = 0; serial < 10_000; serial++) window.add([messageOf(serial, 1, 3)], 0)
  assert.equal(window.size, mostPerRecipient)
  assert.equal(window.recipientCount, 1)
})

test('people who wait in a storm of refusals are not remembered without end', () => {
  const window = new LaneWindow()
  for (let contact = 0; contact < 50_000; contact++) {
    const message = messageOf(contact, contact, 3)
    window.add([message], 0)
    window.take(1, free, 0)
    window.wait(message.contactId, 3, 60_000)
    window.release(message.contactId, 0)
  }
  assert.ok(window.recipientCount <= 20_001, `${window.recipientCount} remembered`)
  window.wakeDue(120_000)
  assert.ok(window.recipientCount <= 20_001)
})

/** An outbox in memory that keeps order as the claim does, and a lane that lives off its window. */
function simulate(
  messages: readonly QueuedMessage[],
  chance: (most: number) => number,
): MessageId[] {
  const outbox = new Map(messages.map((message) => [message.messageId, { message, dueMs: 0 }]))
  const window = new LaneWindow()
  const blockedUntilMs = new Map<ContactId, number>()
  const left: MessageId[] = []
  const onTheirWay: QueuedMessage[] = []
  const rules = { ...free, freeAtMs: (id: ContactId) => blockedUntilMs.get(id) ?? 0 }
  const isFirst = (message: QueuedMessage) =>
    [...outbox.values()].every(
      ({ message: other }) =>
        other.contactId !== message.contactId ||
        other.priority !== message.priority ||
        other.messageId >= message.messageId,
    )
  const answer = (message: QueuedMessage, now: number) => {
    const row = outbox.get(message.messageId)
    const luck = chance(10)
    if (row && luck < 2) {
      row.dueMs = now + 1 + chance(20)
      window.wait(message.contactId, message.priority, row.dueMs)
    } else {
      outbox.delete(message.messageId)
      left.push(message.messageId)
      if (luck === 9) blockedUntilMs.set(message.contactId, now + chance(10))
    }
    window.release(message.contactId, now)
  }
  for (let now = 1; outbox.size > 0; now++) {
    assert.ok(now < 20_000, `${outbox.size} messages never left`)
    window.wakeDue(now)
    const unclear = window.takeUnclear(5)
    const heads = unclear.flatMap((id) =>
      [0, 1, 2, 3].flatMap((priority) =>
        [...outbox.values()]
          .filter(({ message }) => message.contactId === id && message.priority === priority)
          .slice(0, mostPerRecipient)
          .map(({ message, dueMs }) => ({
            ...message,
            availableAtMs: dueMs,
            isSending: onTheirWay.some((one) => one.messageId === message.messageId),
          })),
      ),
    )
    window.clarify(unclear, heads, now)
    // Pages are read now and then only, as after a wake-up or a sweep.
    if (chance(3) === 0) {
      const due = [...outbox.values()].filter(
        ({ message, dueMs }) =>
          dueMs <= now && !onTheirWay.some((one) => one.messageId === message.messageId),
      )
      window.add(
        due.slice(0, 8).map(({ message }) => message),
        now,
      )
    }
    for (const message of window.take(1 + chance(4), rules, now)) {
      assert.ok(!onTheirWay.some((one) => one.contactId === message.contactId))
      const row = outbox.get(message.messageId)
      if (row && row.dueMs <= now && isFirst(message)) onTheirWay.push(message)
      else window.refuse(message, now)
    }
    if (onTheirWay.length > 0 && chance(2) === 0) {
      const [message] = onTheirWay.splice(chance(onTheirWay.length), 1)
      if (message) answer(message, now)
    }
  }
  return left
}

test('whatever happens, every message leaves once, in order for each recipient and priority', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ contact: fc.nat(4), priority: fc.nat(3) }), { maxLength: 40 }),
      fc.infiniteStream(fc.nat(1_000_000)),
      (drafts, luck) => {
        const messages = drafts.map(({ contact, priority }, serial) =>
          messageOf(serial, contact, priority),
        )
        const chance = (most: number) => Number(luck.next().value) % most
        const left = simulate(messages, chance)
        assert.equal(new Set(left).size, messages.length)
        const place = new Map(left.map((id, index) => [id, index]))
        for (const group of Map.groupBy(
          messages,
          (message) => `${message.contactId} ${message.priority}`,
        ).values()) {
          const places = group.map((message) => place.get(message.messageId) ?? -1)
          assert.deepEqual(
            places,
            [...places].sort((one, other) => one - other),
          )
        }
      },
    ),
    { numRuns: 300 },
  )
})
