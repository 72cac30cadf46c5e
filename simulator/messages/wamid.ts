import { randomBytes } from 'node:crypto'
import type { Direction } from '#simulator/store/message-store.ts'

// Clients must treat the id as opaque; the shape follows ids seen in Meta's samples: a short binary
// header, the other party's number, a marker for the direction and a random part, in base64.

/** @param party  the person's phone number or, when it is hidden, their BSUID. */
export function createWamid(direction: Direction, party: string): string {
  const name = Buffer.from(party.slice(0, 40), 'ascii')
  const random = Buffer.from(randomBytes(10).toString('hex').toUpperCase(), 'ascii')
  const marker = direction === 'to_business' ? 0x12 : 0x11
  const bytes = Buffer.concat([
    Buffer.from([0x1c, 0x18, name.length]),
    name,
    Buffer.from([0x15, 0x02, 0x00, marker, 0x18, random.length]),
    random,
    Buffer.from([0x00]),
  ])
  return `wamid.${bytes.toString('base64')}`
}
