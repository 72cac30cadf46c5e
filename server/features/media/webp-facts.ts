import { stickerMaxBytes } from '#shared/media-limits.ts'

const stickerPixels = 512

/**
 * Whether a WebP file can be a sticker: 512 × 512 pixels, and small enough for a still or an animated one.
 * @param head  at least the first 30 bytes.
 * @source Meta, "Sticker messages"; read 2026-11-20. Layout: RFC 9649, WebP container.
 */
export function canBeSticker(head: Buffer, sizeBytes: number): boolean {
  const facts = webpFacts(head)
  if (!facts || facts.width !== stickerPixels || facts.height !== stickerPixels) return false
  return sizeBytes <= (facts.isAnimated ? stickerMaxBytes.animated : stickerMaxBytes.still)
}

function webpFacts(head: Buffer): { width: number; height: number; isAnimated: boolean } | null {
  if (head.length < 30) return null
  switch (head.toString('latin1', 12, 16)) {
    case 'VP8X':
      return {
        isAnimated: (head.readUInt8(20) & 0b10) !== 0,
        width: head.readUIntLE(24, 3) + 1,
        height: head.readUIntLE(27, 3) + 1,
      }
    case 'VP8L': {
      const bits = head.readUInt32LE(21)
      return { isAnimated: false, width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 }
    }
    case 'VP8 ':
      return {
        isAnimated: false,
        width: head.readUInt16LE(26) & 0x3fff,
        height: head.readUInt16LE(28) & 0x3fff,
      }
    default:
      return null
  }
}
