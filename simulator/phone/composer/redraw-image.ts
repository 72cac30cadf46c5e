const longestSidePx = 2048
const stickerSidePx = 512
const jpegQuality = 0.86
const webpQuality = 0.82

/** A photo as JPEG, made smaller if it is larger than a phone would send it. */
export async function toJpeg(file: Blob): Promise<Blob> {
  const image = await createImageBitmap(file)
  const scale = Math.min(1, longestSidePx / Math.max(image.width, image.height))
  const canvas = new OffscreenCanvas(
    Math.round(image.width * scale),
    Math.round(image.height * scale),
  )
  const context = contextOf(canvas)
  // JPEG knows no transparency; it would come out black.
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(image, 0, 0, canvas.width, canvas.height)
  return canvas.convertToBlob({ type: 'image/jpeg', quality: jpegQuality })
}

/** A picture as a sticker: WebP of 512 by 512, the whole picture in the middle of a clear ground. */
export async function toStickerWebp(file: Blob): Promise<Blob> {
  const image = await createImageBitmap(file)
  const scale = stickerSidePx / Math.max(image.width, image.height)
  const width = image.width * scale
  const height = image.height * scale
  const canvas = new OffscreenCanvas(stickerSidePx, stickerSidePx)
  const left = (stickerSidePx - width) / 2
  contextOf(canvas).drawImage(image, left, (stickerSidePx - height) / 2, width, height)
  return canvas.convertToBlob({ type: 'image/webp', quality: webpQuality })
}

function contextOf(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('This browser cannot draw pictures.')
  return context
}
