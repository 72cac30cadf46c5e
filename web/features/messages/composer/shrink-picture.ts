/** Meta's limit for photos, with room for what the estimate misses. */
const TARGET_BYTES = 4.5 * 1024 * 1024
const LONGEST_SIDE_PX = 2560
const QUALITIES = [0.88, 0.78, 0.66, 0.5]

/**
 * Re-draws a picture as a JPEG that WhatsApp takes as a photo.
 * @throws when the browser cannot read the picture, or it stays too large at the lowest quality.
 */
export async function shrinkPicture(file: File): Promise<File> {
  const picture = await createImageBitmap(file)
  const scale = Math.min(1, LONGEST_SIDE_PX / Math.max(picture.width, picture.height))
  const canvas = new OffscreenCanvas(
    Math.round(picture.width * scale),
    Math.round(picture.height * scale),
  )
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('This browser cannot re-draw pictures.')
  // JPEG knows no transparency: without a ground, clear parts would turn black.
  context.fillStyle = 'white'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(picture, 0, 0, canvas.width, canvas.height)
  picture.close()
  for (const quality of QUALITIES) {
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality })
    if (blob.size <= TARGET_BYTES)
      return new File([blob], `${file.name.replace(/\.[^.]+$/, '')}.jpg`, { type: 'image/jpeg' })
  }
  throw new Error('The picture stays over 5 MB even at low quality.')
}
