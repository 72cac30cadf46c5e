/** node scripts/demo-media/make-video-frames.ts <folder>: renders the frames of wheel-wobble.mp4 (12 a second, 4 seconds). */
import { mkdirSync, writeFileSync } from 'node:fs'
import { launchBrowser } from './browser.ts'
import { renderPhoto } from './render-photo.ts'
import { wheel } from './scenes/wheel.ts'

const folder = process.argv[2] ?? 'frames'
const framesPerSecond = 12
const frameCount = Number(process.argv[3] ?? 48)

mkdirSync(folder, { recursive: true })
const browser = await launchBrowser()
try {
  const page = await browser.newPage()
  for (let frame = 0; frame < frameCount; frame++) {
    const jpeg = await renderPhoto(page, { ...wheel, quality: 0.95 }, frame / framesPerSecond)
    writeFileSync(`${folder}/${String(frame).padStart(3, '0')}.jpg`, jpeg)
  }
} finally {
  await browser.close()
}
