import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const file = createRequire(import.meta.url).resolve(
  '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2',
)

/** The packaged Chromium sees no system fonts: Inter travels inside each page and drawing. */
export const fontBase64 = readFileSync(file).toString('base64')

export const fontFace = `@font-face { font-family: Inter; font-weight: 100 900; src: url(data:font/woff2;base64,${fontBase64}) format('woff2'); }`
