/** node scripts/demo-media/make-photos.ts [name …] [--draft]: path-traces the demo photos into fixtures/demo/media. */
import { writeFileSync } from 'node:fs'
import { launchBrowser } from './browser.ts'
import { renderPhoto } from './render-photo.ts'
import { scenes } from './scenes/scenes.ts'

const wanted = process.argv.slice(2).filter((word) => !word.startsWith('--'))
const isDraft = process.argv.includes('--draft')
const outFolder =
  process.env['MEDIA_OUT'] ?? new URL('../../fixtures/demo/media', import.meta.url).pathname

const browser = await launchBrowser()
try {
  const page = await browser.newPage()
  for (const scene of scenes) {
    if (wanted.length > 0 && !wanted.includes(scene.name)) continue
    const startedAt = Date.now()
    const draft = { ...scene, width: scene.width / 2, height: scene.height / 2, samples: 8 }
    const jpeg = await renderPhoto(page, isDraft ? draft : scene)
    writeFileSync(`${outFolder}/${scene.name}.jpg`, jpeg)
    console.log(
      `${scene.name} ${(jpeg.length / 1024).toFixed(0)} KB, ${((Date.now() - startedAt) / 1000).toFixed(0)} s`,
    )
  }
} finally {
  await browser.close()
}
