import { EventEmitter } from 'node:events'
import type { TenantId } from '../platform/ids.ts'

/** Where work may be waiting. `lane`: what people or webhooks decided about a number has changed. */
export type WakeupTopic = 'journal' | 'outbox' | 'lane' | 'delivery'

/** Wakes a worker of this process at once; its slow sweep finds work that other processes left. */
export type Wakeups = {
  /** @param tenantId  whose work it is, where the caller knows. */
  wake(topic: WakeupTopic, tenantId?: TenantId): void
  /** @returns the function that ends the subscription. */
  on(topic: WakeupTopic, listener: (tenantId?: TenantId) => void): () => void
}

export function createWakeups(): Wakeups {
  const emitter = new EventEmitter().setMaxListeners(0)
  return {
    wake: (topic, tenantId) => {
      emitter.emit(topic, tenantId)
    },
    on: (topic, listener) => {
      emitter.on(topic, listener)
      return () => emitter.off(topic, listener)
    },
  }
}
