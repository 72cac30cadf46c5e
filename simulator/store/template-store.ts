import type { Store } from './open-store.ts'

export type TemplateButton = {
  type: string
  text?: string
  url?: string
  phone_number?: string
}

export type TemplateComponent = {
  type: 'HEADER' | 'BODY' | 'FOOTER' | 'BUTTONS'
  format?: 'TEXT' | 'IMAGE' | 'VIDEO' | 'DOCUMENT' | 'LOCATION'
  text?: string
  buttons?: TemplateButton[]
}

export type Template = {
  wabaId: string
  name: string
  language: string
  templateId: string
  category: 'MARKETING' | 'UTILITY' | 'AUTHENTICATION'
  status: 'APPROVED' | 'PENDING' | 'REJECTED' | 'PAUSED' | 'DISABLED'
  parameterFormat: 'POSITIONAL' | 'NAMED'
  components: TemplateComponent[]
}

type Row = {
  waba_id: string
  name: string
  language: string
  template_id: string
  category: Template['category']
  status: Template['status']
  parameter_format: Template['parameterFormat']
  components: string
}

const toTemplate = (row: Row): Template => ({
  wabaId: row.waba_id,
  name: row.name,
  language: row.language,
  templateId: row.template_id,
  category: row.category,
  status: row.status,
  parameterFormat: row.parameter_format,
  components: JSON.parse(row.components) as TemplateComponent[],
})

export const listTemplates = ({ sql }: Store, wabaId: string): Template[] =>
  (sql.all`select * from template where waba_id = ${wabaId} order by name, language` as Row[]).map(
    toTemplate,
  )

export function findTemplate(
  { sql }: Store,
  wabaId: string,
  name: string,
  language: string,
): Template | undefined {
  const row = sql.get`select * from template
    where waba_id = ${wabaId} and name = ${name} and language = ${language}` as Row | undefined
  return row && toTemplate(row)
}

export const saveTemplate = ({ sql }: Store, template: Template) =>
  sql.run`insert into template (waba_id, name, language, template_id, category, status,
      parameter_format, components)
    values (${template.wabaId}, ${template.name}, ${template.language}, ${template.templateId},
      ${template.category}, ${template.status}, ${template.parameterFormat},
      ${JSON.stringify(template.components)})
    on conflict (waba_id, name, language) do update set category = excluded.category,
      status = excluded.status, parameter_format = excluded.parameter_format,
      components = excluded.components`
