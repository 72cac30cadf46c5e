/** node scripts/demo-media/make-video-frames.ts <folder>: renders the frames of wheel-wobble.mp4 (12 a second, 4 seconds). */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
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
    const path = `${folder}/${String(frame).padStart(3, '0')}.jpg`
    // Minutes of work: a run that was interrupted goes on where it stopped.
    if (existsSync(path)) continue
    const jpeg = await renderPhoto(page, { ...wheel, quality: 0.95 }, frame / framesPerSecond)
    writeFileSync(path, jpeg)
  }
} finally {
  await browser.close()
}
