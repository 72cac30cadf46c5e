import { isContent, listAt, objectAt, textAt, valueAt } from '../content.ts'
import type { Content } from '../content.ts'

export type TemplateButton = { text: string; url: string | null }

export type TemplateView = {
  name: string
  language: string | null
  headerText: string | null
  headerKind: string | null
  location: Content | null
  body: string | null
  footer: string | null
  buttons: TemplateButton[]
  /** What filled the template, in order; shown when its text is not known here. */
  values: string[]
}

/** Reads a sent template: its rendered text when the server kept it, otherwise the values that went into it. */
export function templateView(content: Content): TemplateView {
  const rendered = objectAt(content, 'rendered') ?? objectAt(content, 'template', 'rendered')
  const components = listAt(content, 'template', 'components')
  const header = valueAt(rendered, 'header')
  const headerParameters = parametersOf(components, 'header')
  const headerKind =
    (isContent(header) ? textAt(header, 'type')?.toLowerCase() : null) ??
    textAt(headerParameters[0], 'type')
  return {
    name: textAt(content, 'template', 'name') ?? 'Template',
    language: textAt(content, 'template', 'language', 'code'),
    headerText: typeof header === 'string' ? header : textAt(header, 'text'),
    headerKind,
    location: objectAt(headerParameters[0], 'location'),
    body: textAt(rendered, 'body') ?? textAt(rendered, 'body', 'text'),
    footer: textAt(rendered, 'footer') ?? textAt(rendered, 'footer', 'text'),
    buttons: buttonsOf(rendered),
    values: ['header', 'body'].flatMap((type) =>
      parametersOf(components, type).flatMap((parameter) => valueWords(parameter) ?? []),
    ),
  }
}

const parametersOf = (components: Content[], type: string) =>
  components
    .filter((component) => textAt(component, 'type')?.toLowerCase() === type)
    .flatMap((component) => listAt(component, 'parameters'))

const valueWords = (parameter: Content) =>
  textAt(parameter, 'text') ??
  textAt(parameter, 'currency', 'fallback_value') ??
  textAt(parameter, 'date_time', 'fallback_value')

function buttonsOf(rendered: Content | null): TemplateButton[] {
  const buttons = valueAt(rendered, 'buttons')
  if (!Array.isArray(buttons)) return []
  return buttons.flatMap((button: unknown) => {
    if (typeof button === 'string') return [{ text: button, url: null }]
    const text = textAt(button, 'text') ?? textAt(button, 'title')
    return text === null ? [] : [{ text, url: textAt(button, 'url') }]
  })
}
