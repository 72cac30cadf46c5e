import { rules } from '#simulator/rules.ts'
import type { TemplateButton } from '#simulator/store/template-store.ts'
import { GraphError } from '#simulator/graph/graph-error.ts'
import { isObject, optionalText, requireText, type Fields } from './check.ts'
import { variablesOf } from './template-text.ts'

export type RenderedButton = {
  type: string
  text: string
  payload?: string
  url?: string
  phoneNumber?: string
  code?: string
}

/** Buttons keep their place in the template; a send names one by `index` to fill its variable. */
export function fillButtons(buttons: TemplateButton[], sent: Fields[]): RenderedButton[] {
  const parameterAt = (index: number): Fields | undefined => {
    const component = sent.find(
      (candidate) =>
        String(candidate['type']).toLowerCase() === 'button' &&
        Number(candidate['index']) === index,
    )
    const parameters: unknown = component?.['parameters']
    const first: unknown = Array.isArray(parameters) ? parameters[0] : undefined
    return isObject(first) ? first : undefined
  }
  return buttons.map((button, index) => fillButton(button, index, parameterAt(index)))
}

function fillButton(
  button: TemplateButton,
  index: number,
  parameter: Fields | undefined,
): RenderedButton {
  const path = `button ${index}`
  const type = button.type.toLowerCase()
  const text = button.text ?? ''
  switch (button.type) {
    case 'QUICK_REPLY': {
      const payload = parameter?.['payload']
      optionalText(payload, `${path} payload`, rules.templateButtonPayloadMax)
      return { type, text, payload: typeof payload === 'string' ? payload : text }
    }
    case 'URL': {
      const url = button.url ?? ''
      if (variablesOf(url).length === 0) return { type, text, url }
      if (parameter === undefined) throw new GraphError(131008, `${path} must have a parameter.`)
      const suffix = requireText(parameter['text'], `${path} text`)
      return { type, text, url: url.replace(/\{\{\s*\w+\s*\}\}/, () => suffix) }
    }
    case 'COPY_CODE': {
      if (parameter === undefined) throw new GraphError(131008, `${path} must have a parameter.`)
      const code = requireText(
        parameter['coupon_code'],
        `${path} coupon_code`,
        rules.templateCouponCodeMax,
      )
      return { type, text: text || 'Copy code', code }
    }
    case 'PHONE_NUMBER':
      return { type, text, phoneNumber: button.phone_number ?? '' }
    default:
      return { type, text }
  }
}
