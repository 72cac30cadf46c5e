/** `npm run docs`: writes the reference pages that are made from code. A test compares them with it. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { configurationPage } from '#server/config/configuration-page.ts'

await writeFile(
  join(import.meta.dirname, '../docs/reference/configuration.md'),
  configurationPage(),
)
