import { variables } from './config.ts'

/** The reference page of all settings, made from their declaration. */
export function configurationPage(): string {
  const rows = Object.entries(variables).map(([name, variable]) => {
    const isSecret = 'isSecret' in variable
    return `| \`${name}\` | ${variable.default} | ${variable.meaning}${isSecret ? ' Secret: never printed.' : ''} |`
  })
  return `# Configuration

Generated from \`server/config/config.ts\` by \`npm run docs\`. Keepword reads these environment variables once, at the
start, and checks them together: a wrong one stops the start with a sentence that names variable, rule and value.

| variable | default | meaning |
|---|---|---|
${rows.join('\n')}

Options of the command line: \`npm start -- --print-json\` prints one line of JSON when ready,
\`npm start -- --services=api,web\` runs only some of api, intake, sender, delivery, jobs and web in this process
(with a Meta app; the demo needs intake where its simulator runs).
`
}
