import { rules } from '#simulator/rules.ts'
import {
  findTemplate,
  type Template,
  type TemplateComponent,
} from '#simulator/store/template-store.ts'
import { GraphError } from '#simulator/graph/graph-error.ts'
import type { SendContext } from '#simulator/graph/send-context.ts'
import { isObject, requireObject, requireText, type Fields } from './check.ts'
import { checkLocation } from './plain-content.ts'
import { checkMedia } from './media-content.ts'
import { fillText, variablesOf, type Values } from './template-text.ts'
import { fillButtons, type RenderedButton } from './template-buttons.ts'

export type RenderedTemplate = {
  header?: Fields & { type: string }
  body?: string
  footer?: string
  buttons?: RenderedButton[]
}

/**
 * Finds the approved template, compares what was sent with what it asks for and fills it in.
 * @source Meta, message templates and Cloud API error codes; read 2026-11-20.
 */
export function fillTemplate(
  sent: Fields,
  context: SendContext,
): { template: Template; rendered: RenderedTemplate } {
  const template = findSendable(sent, context)
  const components = sent['components'] ?? []
  if (!Array.isArray(components)) throw new GraphError(100, 'template.components must be a list.')
  const given = components.map((component, index) =>
    requireObject(component, `template.components[${index}]`),
  )
  const partOf = (type: string) =>
    given.find((component) => String(component['type']).toLowerCase() === type)

  const rendered: RenderedTemplate = {}
  for (const component of template.components) {
    if (component.type === 'HEADER') {
      rendered.header = fillHeader(component, partOf('header'), { template, context })
    } else if (component.type === 'BODY') {
      rendered.body = fillText(
        component.text ?? '',
        textValues('body', component.text ?? '', partOf('body'), template),
        { path: 'body', max: rules.templateBodyMax },
      )
    } else if (component.type === 'FOOTER') {
      rendered.footer = component.text ?? ''
    } else {
      rendered.buttons = fillButtons(component.buttons ?? [], given)
    }
  }
  return { template, rendered }
}

function findSendable(sent: Fields, { store, number }: SendContext): Template {
  const name = requireText(sent['name'], 'template.name')
  const language = requireObject(sent['language'], 'template.language')
  const code = requireText(language['code'], 'template.language.code')
  const template = findTemplate(store, number.wabaId, name, code)
  if (template?.status === 'PAUSED') throw new GraphError(132015)
  if (template?.status === 'DISABLED') throw new GraphError(132016)
  if (template?.status !== 'APPROVED') {
    throw new GraphError(132001, `There is no approved template ${name} in ${code}.`)
  }
  return template
}

function parametersOf(component: Fields | undefined): Fields[] {
  const parameters = component?.['parameters']
  return Array.isArray(parameters) ? parameters.filter(isObject) : []
}

/** The values of a text with variables, after the count has been compared. */
function textValues(
  part: 'header' | 'body',
  text: string,
  component: Fields | undefined,
  template: Template,
): Values {
  const names = variablesOf(text)
  const parameters = parametersOf(component)
  if (parameters.length !== names.length) {
    throw new GraphError(
      132000,
      `${part} must have ${names.length} parameters, got ${parameters.length}.`,
    )
  }
  const values: Values = new Map()
  for (const [index, parameter] of parameters.entries()) {
    const name =
      template.parameterFormat === 'NAMED' ? parameter['parameter_name'] : String(index + 1)
    if (typeof name !== 'string' || !names.includes(name)) {
      throw new GraphError(
        132012,
        `${part} parameter ${index + 1} must have a parameter_name of the template.`,
      )
    }
    values.set(name, textOf(parameter, `${part} parameter ${index + 1}`))
  }
  return values
}

function textOf(parameter: Fields, path: string): string {
  const { type } = parameter
  if (type === 'currency' || type === 'date_time') {
    const legacy = parameter[type]
    const fallback = isObject(legacy) ? legacy['fallback_value'] : undefined
    if (typeof fallback === 'string') return fallback
  }
  if (type !== 'text' || typeof parameter['text'] !== 'string') {
    throw new GraphError(132012, `${path} must be of type text.`)
  }
  const text = parameter['text']
  const isUnclean =
    /[\n\r\t]/.test(text) || text.includes(' '.repeat(rules.templateParameterSpacesMax.value + 1))
  if (isUnclean) throw new GraphError(132018, `${path}: ${rules.templateParameterSpacesMax.says}`)
  return text
}

function fillHeader(
  component: TemplateComponent,
  sent: Fields | undefined,
  { template, context }: { template: Template; context: SendContext },
): Fields & { type: string } {
  const format = component.format ?? 'TEXT'
  if (format === 'TEXT') {
    const text = component.text ?? ''
    const values = textValues('header', text, sent, template)
    return {
      type: 'text',
      text: fillText(text, values, { path: 'header', max: rules.templateHeaderTextMax }),
    }
  }
  const kind = format.toLowerCase() as 'image' | 'video' | 'document' | 'location'
  const [parameter] = parametersOf(sent)
  if (parameter?.['type'] !== kind) {
    throw new GraphError(132012, `header must have one parameter of type ${kind}.`)
  }
  const path = `template.components.header.${kind}`
  const object = requireObject(parameter[kind], path)
  if (kind === 'location') {
    checkLocation(object, path)
    return { type: kind, location: object }
  }
  checkMedia(object, kind, { context, path })
  return { ...object, type: kind }
}
