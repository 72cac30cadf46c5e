/// <reference lib="dom" />
/** node scripts/demo-media/make-papers.ts: prints the invoice and the price list; needs the photos to exist. */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { launchBrowser } from './browser.ts'
import { fontBase64 } from './font.ts'
import { papers } from './papers.ts'

const media = new URL('../../fixtures/demo/media/', import.meta.url).pathname
const outFolder = process.env['MEDIA_OUT'] ?? media

/** Runs inside the page: a square cut from the middle, small enough that the PDF stays light. */
async function thumbnail(jpegBase64: string): Promise<string> {
  const picture = new Image()
  picture.src = `data:image/jpeg;base64,${jpegBase64}`
  await picture.decode()
  const side = Math.min(picture.width, picture.height)
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = 320
  const brush = canvas.getContext('2d')
  brush?.drawImage(
    picture,
    (picture.width - side) / 2,
    (picture.height - side) / 2,
    side,
    side,
    0,
    0,
    320,
    320,
  )
  return canvas.toDataURL('image/jpeg', 0.8)
}

/** Runs inside the page: a style rule alone loads too late for the first print. */
async function useFont(base64: string): Promise<void> {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
  const font = await new FontFace('Inter', bytes, { weight: '100 900' }).load()
  document.fonts.add(font)
}

const browser = await launchBrowser()
try {
  const page = await browser.newPage()
  const thumbnails: Record<string, string> = {}
  for (const file of readdirSync(media).filter((name) => name.endsWith('.jpg'))) {
    const base64 = readFileSync(media + file).toString('base64')
    thumbnails[file.replace('.jpg', '')] = await page.evaluate(thumbnail, base64)
  }
  for (const paper of papers(thumbnails)) {
    await page.setContent(paper.html)
    await page.evaluate(useFont, fontBase64)
    const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true })
    writeFileSync(`${outFolder}/${paper.name}.pdf`, pdf)
    await page.setViewportSize({ width: 794, height: 1123 })
    if (process.argv.includes('--preview'))
      await page.screenshot({ path: `${outFolder}/${paper.name}.png`, fullPage: true })
    console.log(`${paper.name} ${(pdf.length / 1024).toFixed(0)} KB`)
  }
} finally {
  await browser.close()
}
