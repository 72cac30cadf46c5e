import { NewMessage, type MessageBatchAnswer } from '#shared/contracts/message.ts'
import { ProblemError } from '../../platform/problem.ts'
import type { MessageId, TenantId } from '../../platform/ids.ts'
import type { Runtime } from '../../runtime/runtime.ts'
import { acceptMessage, type OutboundRequest } from './accept-message.ts'

type ItemAnswer = MessageBatchAnswer['results'][number]

/** Messages to different people are taken at the same time, those to one person one after the other. */
const atOnce = 6

/**
 * Takes many messages, each on its own: each gets its own answer, and a bad one does not spoil the others.
 * @param firstId  the ids of the messages follow from it, so that a repeat of the request makes none twice.
 */
export async function acceptBatch(
  runtime: Runtime,
  tenantId: TenantId,
  items: readonly unknown[],
  batch: { firstId: MessageId; requestOf(message: NewMessage): OutboundRequest },
): Promise<ItemAnswer[]> {
  const answers: ItemAnswer[] = []
  const queues = new Map<string, { index: number; message: NewMessage }[]>()
  for (const [index, item] of items.entries()) {
    const parsed = NewMessage.safeParse(item)
    if (!parsed.success) {
      const detail = parsed.error.issues.map(({ path, message }) =>
        path.length > 0 ? `${path.join('.')}: ${message}` : message,
      )
      const title = 'Invalid request'
      answers[index] = {
        status: 400,
        problem: { code: 'invalid_request', title, detail: `${detail.join('; ')}.` },
      }
      continue
    }
    const { conversationId, to, recipient } = parsed.data
    const person = conversationId ?? recipient ?? (to ?? '').replace(/\D/g, '')
    const queue = queues.get(person) ?? []
    queue.push({ index, message: parsed.data })
    queues.set(person, queue)
  }
  const people = queues.values()
  const takeQueues = async (): Promise<void> => {
    for (const queue of people)
      for (const { index, message } of queue)
        answers[index] = await acceptOne(runtime, tenantId, {
          ...batch.requestOf(message),
          messageId: nthId(batch.firstId, index),
        })
  }
  await Promise.all(Array.from({ length: atOnce }, takeQueues))
  return answers
}

async function acceptOne(
  runtime: Runtime,
  tenantId: TenantId,
  request: OutboundRequest,
): Promise<ItemAnswer> {
  try {
    const { messageId, conversationId } = await acceptMessage(runtime, tenantId, request)
    return { status: 202, id: messageId, conversationId }
  } catch (error) {
    if (error instanceof ProblemError) {
      const { code, title, detail, status } = error
      return { status, problem: { code, title, detail } }
    }
    runtime.log.error({ err: error, requestId: request.requestId }, 'a message of a batch failed')
    return {
      status: 500,
      problem: {
        code: 'internal',
        title: 'Internal error',
        detail: 'Something broke on our side; this message was not taken. Send it again.',
      },
    }
  }
}

/** The last three digits of a UUIDv7 are random; here they count, so that order is that of the request. */
export function nthId(firstId: MessageId, index: number): MessageId {
  return `${firstId.slice(0, 33)}${index.toString(16).padStart(3, '0')}` as MessageId
}
