/// <reference lib="dom" />
/** node scripts/demo-media/make-stickers.ts: draws the stickers as 512 × 512 transparent WebP. */
import { writeFileSync } from 'node:fs'
import { launchBrowser } from './browser.ts'
import { stickers } from './stickers.ts'

const outFolder =
  process.env['MEDIA_OUT'] ?? new URL('../../fixtures/demo/media', import.meta.url).pathname

function dieCut(drawing: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="512" height="512" viewBox="-26 -14 564 564">
<defs><filter id="cut" x="-20%" y="-20%" width="140%" height="140%">
<feMorphology in="SourceAlpha" operator="dilate" radius="11" result="grown"/>
<feGaussianBlur in="grown" stdDeviation="3" result="round"/>
<feComponentTransfer in="round" result="edge"><feFuncA type="linear" slope="9" intercept="-3.5"/></feComponentTransfer>
<feFlood flood-color="#fffdf8"/><feComposite in2="edge" operator="in" result="paper"/>
<feDropShadow in="paper" dx="0" dy="4" stdDeviation="4" flood-color="#2a1c10" flood-opacity=".28" result="lifted"/>
<feMerge><feMergeNode in="lifted"/><feMergeNode in="SourceGraphic"/></feMerge>
</filter></defs><g filter="url(#cut)">${drawing}</g></svg>`
}

/** Runs inside the page. */
async function toWebp(svg: string): Promise<string> {
  const picture = new Image()
  picture.src = `data:image/svg+xml,${encodeURIComponent(svg)}`
  await picture.decode()
  const canvas = new OffscreenCanvas(512, 512)
  canvas.getContext('2d')?.drawImage(picture, 0, 0, 512, 512)
  const blob = await canvas.convertToBlob({ type: 'image/webp', quality: 0.9 })
  const bytes = new Uint8Array(await blob.arrayBuffer())
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
}

const browser = await launchBrowser()
try {
  const page = await browser.newPage()
  for (const sticker of stickers) {
    const webp = Buffer.from(await page.evaluate(toWebp, dieCut(sticker.drawing)), 'base64')
    writeFileSync(`${outFolder}/${sticker.name}.webp`, webp)
    console.log(`${sticker.name} ${(webp.length / 1024).toFixed(0)} KB`)
  }
} finally {
  await browser.close()
}
