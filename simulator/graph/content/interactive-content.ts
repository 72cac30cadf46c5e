import { rules, type Rule } from '#simulator/rules.ts'
import type { SendContext } from '#simulator/graph/send-context.ts'
import {
  invalid,
  isObject,
  refuseField,
  requireObject,
  requireOneOf,
  requireText,
  type Fields,
} from './check.ts'
import { checkAddressMessage, checkOrderDetails, checkOrderStatus } from './interactive-actions.ts'
import { checkCarousel } from './interactive-carousel.ts'
import { checkCatalogMessage, checkProduct, checkProductList } from './interactive-commerce.ts'
import {
  checkCtaUrl,
  checkFlow,
  checkList,
  checkNamedAction,
  checkReplyButtons,
  checkVoiceCall,
} from './interactive-controls.ts'
import { checkMedia } from './media-content.ts'

type Shape = {
  body: 'required' | 'optional'
  bodyMax: Rule
  header: 'none' | 'text' | 'text required' | 'any'
  footer: 'none' | 'optional'
  checkAction: (action: Fields, context: SendContext) => void
}

const plain = {
  body: 'required',
  bodyMax: rules.interactiveBodyMax,
  header: 'none',
  footer: 'optional',
} as const

/** @source Meta, Cloud API, interactive messages; read 2026-11-20. */
const shapes: Record<string, Shape> = {
  button: { ...plain, header: 'any', checkAction: checkReplyButtons },
  list: { ...plain, bodyMax: rules.listBodyMax, header: 'text', checkAction: checkList },
  cta_url: { ...plain, header: 'any', checkAction: checkCtaUrl },
  location_request_message: { ...plain, checkAction: checkNamedAction('send_location') },
  request_contact_info: { ...plain, checkAction: checkNamedAction('request_contact_info') },
  call_permission_request: {
    ...plain,
    body: 'optional',
    footer: 'none',
    checkAction: checkNamedAction('call_permission_request'),
  },
  voice_call: { ...plain, checkAction: checkVoiceCall },
  flow: { ...plain, header: 'any', checkAction: checkFlow },
  product: { ...plain, body: 'optional', checkAction: checkProduct },
  product_list: { ...plain, header: 'text required', checkAction: checkProductList },
  catalog_message: { ...plain, checkAction: checkCatalogMessage },
  carousel: { ...plain, footer: 'none', checkAction: checkCarousel },
  address_message: { ...plain, checkAction: checkAddressMessage },
  order_details: { ...plain, header: 'any', checkAction: checkOrderDetails },
  order_status: { ...plain, checkAction: checkOrderStatus },
}

export function checkInteractive(interactive: Fields, context: SendContext): void {
  const type = requireOneOf(interactive['type'], 'interactive.type', Object.keys(shapes))
  const shape = shapes[type]
  if (shape === undefined) return
  checkBody(interactive, shape)
  checkHeader(interactive, shape, context)
  if (shape.footer === 'none') {
    refuseField(interactive, 'footer', `interactive.footer is not allowed with ${type}.`)
  } else if (interactive['footer'] !== undefined) {
    const footer = requireObject(interactive['footer'], 'interactive.footer')
    requireText(footer['text'], 'interactive.footer.text', rules.footerMax)
  }
  shape.checkAction(requireObject(interactive['action'], 'interactive.action'), context)
}

function checkBody({ body }: Fields, shape: Shape): void {
  if (body === undefined && shape.body === 'optional') return
  const { text } = requireObject(body, 'interactive.body')
  requireText(text, 'interactive.body.text', shape.bodyMax)
}

function checkHeader({ header, type }: Fields, shape: Shape, context: SendContext): void {
  if (header === undefined || header === null) {
    if (shape.header === 'text required') requireObject(header, 'interactive.header')
    return
  }
  if (shape.header === 'none') {
    throw invalid(`interactive.header is not allowed with ${String(type)}.`)
  }
  if (!isObject(header)) throw invalid('interactive.header must be an object.')
  const allowed = ['text', ...(shape.header === 'any' ? ['image', 'video', 'document'] : [])]
  const kind = requireOneOf(header['type'], 'interactive.header.type', allowed)
  if (kind === 'text') {
    requireText(header['text'], 'interactive.header.text', rules.headerTextMax)
  } else {
    const path = `interactive.header.${kind}`
    checkMedia(requireObject(header[kind], path), kind as 'image' | 'video' | 'document', {
      context,
      path,
    })
  }
}
