import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createWebhookWorld, message, text, type WebhookWorld } from '#testing/webhook-world.ts'
import { openReaction } from './messages.ts'
import type { MessageId } from '../../platform/ids.ts'

const reaction = (id: string, emoji: string | undefined, seconds: number) =>
  message(id, 'reaction', seconds, {
    message_id: 'wamid.A',
    ...(emoji === undefined ? {} : { emoji }),
  })

const edit = (id: string, body: string, seconds: number) =>
  message(id, 'edit', seconds, {
    original_message_id: 'wamid.A',
    message: { type: 'text', text: { body } },
  })

const revoke = (id: string, seconds: number) =>
  message(id, 'revoke', seconds, { original_message_id: 'wamid.A' })

async function shownReactions(world: WebhookWorld): Promise<string[]> {
  const sealer = await world.runtime.keyring.forTenant(world.tenantId)
  const rows = await world.table('reaction')
  return rows.flatMap((row) =>
    row.emojiSealed
      ? [
          openReaction(
            sealer,
            { messageId: row.messageId as MessageId, actor: row.actor },
            row.emojiSealed,
          ),
        ]
      : [],
  )
}

test('a reaction is set, replaced and removed, in both forms of removing', async () => {
  const world = await createWebhookWorld()
  await world.receive(text('A', 'Hi', 0), reaction('r1', '👍', 1))
  assert.deepEqual(await shownReactions(world), ['👍'])
  await world.receive(reaction('r2', '❤️', 2))
  assert.deepEqual(await shownReactions(world), ['❤️'])
  await world.receive(reaction('r3', '', 3))
  assert.deepEqual(await shownReactions(world), [])
  await world.receive(reaction('r4', '😮', 4), reaction('r5', undefined, 5))
  assert.deepEqual(await shownReactions(world), [])
  const { messages, changes } = await world.stored()
  assert.equal(messages.length, 1)
  assert.equal(changes.length, 5)
})

test('reactions that come twice or late do not undo newer ones', async () => {
  const world = await createWebhookWorld()
  await world.receive(text('A', 'Hi', 0), reaction('r2', '❤️', 2), reaction('r1', '👍', 1))
  assert.deepEqual(await shownReactions(world), ['❤️'])
  await world.receive(reaction('r3', '', 3), reaction('r2', '❤️', 2), reaction('r1', '👍', 1))
  assert.deepEqual(await shownReactions(world), [])
})

test('reaction, edit and revocation that overtake their message are applied when it comes', async () => {
  const world = await createWebhookWorld()
  await world.receive(reaction('r1', '👍', 1), edit('e1', 'Hello there', 2), revoke('x', 3))
  await world.receive(text('A', 'Helo', 0))
  assert.deepEqual(await shownReactions(world), ['👍'])
  const { messages, edits, changes } = await world.stored()
  assert.equal(messages.length, 1)
  assert.deepEqual(messages[0]?.envelope.message['text'], { body: 'Hello there' })
  assert.equal(messages[0]?.envelope.message['id'], 'wamid.A')
  assert.ok(messages[0]?.row.editedAt)
  assert.ok(messages[0]?.row.revokedAt)
  assert.deepEqual(
    edits.map(({ envelope }) => envelope.message['text']),
    [{ body: 'Helo' }],
  )
  assert.ok(changes.every(({ row }) => row.messageId === messages[0]?.row.id))
})

test('in one webhook a change may stand before its message', async () => {
  const world = await createWebhookWorld()
  await world.receiveTogether(revoke('x', 3), reaction('r1', '👍', 1), text('A', 'Hi', 0))
  assert.deepEqual(await shownReactions(world), ['👍'])
  assert.ok((await world.stored()).messages[0]?.row.revokedAt)
})

test('an older edit that comes late becomes an earlier content', async () => {
  const world = await createWebhookWorld()
  const late = edit('e1', 'second', 1)
  await world.receive(text('A', 'first', 0), edit('e2', 'third', 2), late, late)
  const { messages, edits } = await world.stored()
  assert.deepEqual(messages[0]?.envelope.message['text'], { body: 'third' })
  assert.deepEqual(
    edits.map(({ envelope }) => (envelope.message['text'] as { body: string }).body).sort(),
    ['first', 'second'],
  )
})

test('a message that was edited is found again when its first webhook is repeated', async () => {
  const world = await createWebhookWorld()
  await world.receive(text('A', 'first', 0), edit('e', 'second', 1), text('A', 'first', 0))
  assert.deepEqual((await world.stored()).events, [])
})

test('an edited caption keeps the file, a new file is fetched', async () => {
  const world = await createWebhookWorld()
  const image = (id: string, sha256: string, caption: string) => ({
    id,
    mime_type: 'image/jpeg',
    sha256,
    caption,
  })
  const edited = (id: string, part: object, seconds: number) =>
    message(id, 'edit', seconds, {
      original_message_id: 'wamid.A',
      message: { type: 'image', image: part },
    })
  await world.receive(message('A', 'image', 0, image('1', 'c2hhMQ==', 'Cat')))
  await world.receive(edited('e1', image('2', 'c2hhMQ==', 'A cat'), 1))
  assert.equal((await world.table('media')).length, 1)
  await world.receive(edited('e2', image('3', 'c2hhMg==', 'A dog'), 2))
  const media = await world.table('media')
  assert.equal(media.length, 2)
  const { messages } = await world.stored()
  assert.equal(messages[0]?.row.mediaId, media.find((row) => row.metaMediaId === '3')?.id)
})

test('only who wrote a message edits or revokes it', async () => {
  const world = await createWebhookWorld()
  await world.outbound({ wamid: 'wamid.A' })
  await world.receive(edit('e', 'Something else', 1), revoke('x', 2))
  const { messages, changes } = await world.stored()
  assert.deepEqual(messages[0]?.envelope.message['text'], { body: 'Your order left.' })
  assert.equal(messages[0]?.row.revokedAt, null)
  assert.equal(changes.length, 2)
})

test('a reaction opens the window, but is nothing to answer or to count', async () => {
  const world = await createWebhookWorld()
  await world.outbound({ wamid: 'wamid.A' })
  await world.receive(reaction('r1', '👍', 5))
  const [conversation] = await world.table('conversation')
  assert.equal(conversation?.lastInboundAt?.toISOString(), '2025-06-15T15:06:45.999Z')
  assert.equal(conversation?.inboundCount, 0)
  assert.equal(conversation?.needsReply, false)
})

test('another change under a known id is kept as a conflict', async () => {
  const world = await createWebhookWorld()
  await world.receive(text('A', 'Hi', 0), reaction('r1', '👍', 1), reaction('r1', '👎', 1))
  const { events } = await world.stored()
  assert.deepEqual(
    events.map(({ row }) => row.kind),
    ['conflicting_message'],
  )
  assert.deepEqual(await shownReactions(world), ['👍'])
})
