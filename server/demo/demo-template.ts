import type { RenderedTemplate } from '../features/messages/messages.ts'
import { contentOf, type DemoMessage, type DemoShop } from './demo-shop.ts'

type Parameter = { text?: string; image?: DemoMediaReference }
type SentComponent = { type: string; parameters?: Parameter[] }
type DemoMediaReference = { file: string; mime_type: string; filename?: string }

/** A template message of the story as people saw it: variables filled in, and the picture on top, if any. */
export function renderDemoTemplate(
  shop: DemoShop,
  message: DemoMessage,
): {
  rendered: RenderedTemplate
  /** Kinds of the buttons as the template defines them, in order: URL, QUICK_REPLY, … */
  buttonTypes: string[]
  headerMedia: DemoMediaReference | null
} {
  const sent = contentOf(message) as {
    name: string
    language: { code: string }
    components?: SentComponent[]
  }
  const template = shop.templates.find(
    (known) => known.name === sent.name && known.language === sent.language.code,
  )
  if (!template) throw new Error(`the demo shop has no template ${sent.name} ${sent.language.code}`)
  const parametersOf = (type: string): Parameter[] =>
    sent.components?.find((component) => component.type === type)?.parameters ?? []
  const part = (type: string) => template.components.find((component) => component.type === type)
  const fill = (text: string, parameters: Parameter[]): string =>
    text.replace(
      /\{\{(\d+)\}\}/g,
      (_match, index: string) => parameters[Number(index) - 1]?.text ?? '',
    )

  const header = part('HEADER')
  const footer = part('FOOTER')?.text
  const buttons = part('BUTTONS')?.buttons
  return {
    rendered: {
      ...(header?.text ? { header: fill(header.text, parametersOf('header')) } : {}),
      body: fill(part('BODY')?.text ?? '', parametersOf('body')),
      ...(footer ? { footer } : {}),
      ...(buttons
        ? {
            buttons: buttons.map((button) => ({
              text: button.text,
              ...(button.url ? { url: fill(button.url, parametersOf('button')) } : {}),
            })),
          }
        : {}),
    },
    buttonTypes: buttons?.map((button) => button.type) ?? [],
    headerMedia: parametersOf('header')[0]?.image ?? null,
  }
}
