import { EventEmitter } from 'node:events'

/** Where work may be waiting. */
export type WakeupTopic = 'journal' | 'outbox'

/** Wakes a worker of this process at once; its slow sweep finds work that other processes left. */
export type Wakeups = {
  wake(topic: WakeupTopic): void
  /** @returns the function that ends the subscription. */
  on(topic: WakeupTopic, listener: () => void): () => void
}

export function createWakeups(): Wakeups {
  const emitter = new EventEmitter().setMaxListeners(0)
  return {
    wake: (topic) => {
      emitter.emit(topic)
    },
    on: (topic, listener) => {
      emitter.on(topic, listener)
      return () => emitter.off(topic, listener)
    },
  }
}
