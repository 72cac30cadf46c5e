import type {
  LocationContent,
  RenderedTemplate,
  TemplateContent,
  TemplateParameter,
} from '../simulator-api/wire-types.ts'

export interface TemplateButton {
  type: string
  text: string
  payload?: string
  url?: string
  phoneNumber?: string
  code?: string
}

export interface TemplateHeader {
  type: string
  text?: string
  mediaUrl?: string
  filename?: string
  location?: LocationContent
}

export interface FilledTemplate {
  header: TemplateHeader | null
  body: string
  footer: string
  buttons: TemplateButton[]
}

/**
 * A template as the person reads it. The simulator sends the filled text along; without it only the values are
 * known, so those are shown under the template's name.
 */
export function filledTemplate(
  template: TemplateContent,
  rendered: RenderedTemplate | null,
): FilledTemplate {
  if (rendered !== null) {
    return {
      header: rendered.header ?? null,
      body: rendered.body ?? '',
      footer: rendered.footer ?? '',
      buttons: rendered.buttons ?? [],
    }
  }
  const components = template.components ?? []
  const body = components.find((component) => component.type.toLowerCase() === 'body')
  const values = (body?.parameters ?? []).map(valueOf).filter((value) => value !== '')
  const buttons = components
    .filter((component) => component.sub_type === 'quick_reply')
    .map((component) => component.parameters?.[0]?.payload ?? '')
    .filter((payload) => payload !== '')
    .map((payload) => ({ type: 'quick_reply', text: payload, payload }))
  const title = template.name.replaceAll('_', ' ')
  return { header: { type: 'text', text: title }, body: values.join(' · '), footer: '', buttons }
}

function valueOf(parameter: TemplateParameter): string {
  return (
    parameter.text ??
    parameter.currency?.fallback_value ??
    parameter.date_time?.fallback_value ??
    parameter.coupon_code ??
    ''
  )
}
