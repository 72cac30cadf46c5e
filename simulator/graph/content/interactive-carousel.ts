import { rules } from '#simulator/rules.ts'
import type { SendContext } from '#simulator/graph/send-context.ts'
import {
  invalid,
  requireList,
  requireObject,
  requireOneOf,
  requireText,
  requireUnique,
  type Fields,
} from './check.ts'
import { checkCtaUrl } from './interactive-controls.ts'
import { checkMedia } from './media-content.ts'

const path = 'interactive.action.cards'

export function checkCarousel(action: Fields, context: SendContext): void {
  const cards = requireList(action['cards'], path, {
    min: rules.carouselCardsMin.value,
    max: rules.carouselCardsMax,
  })
  for (const card of cards) {
    const index = card['card_index']
    if (!Number.isInteger(index) || Number(index) < 0 || Number(index) > 9) {
      throw invalid(`${path}[].card_index must be a whole number from 0 to 9.`)
    }
    requireOneOf(card['type'], `${path}[].type`, ['cta_url', 'product'])
  }
  requireUnique(
    cards.map((card) => String(card['card_index'])),
    `${path}[].card_index`,
  )
  if (new Set(cards.map((card) => card['type'])).size > 1) {
    throw invalid(`${path}[].type must be the same on all cards.`)
  }
  if (cards[0]?.['type'] === 'product') checkProductCards(cards)
  else checkMediaCards(cards, context)
}

function checkProductCards(cards: Fields[]): void {
  const catalogs = cards.map((card) => {
    const action = requireObject(card['action'], `${path}[].action`)
    requireText(action['product_retailer_id'], `${path}[].action.product_retailer_id`)
    return requireText(action['catalog_id'], `${path}[].action.catalog_id`)
  })
  if (new Set(catalogs).size > 1) {
    throw invalid(`${path}[].action.catalog_id must be the same on all cards.`)
  }
}

function checkMediaCards(cards: Fields[], context: SendContext): void {
  const kinds = cards.map((card) => {
    const header = requireObject(card['header'], `${path}[].header`)
    const kind = requireOneOf(header['type'], `${path}[].header.type`, ['image', 'video'])
    const mediaPath = `${path}[].header.${kind}`
    checkMedia(requireObject(header[kind], mediaPath), kind, { context, path: mediaPath })
    checkCardBody(card)
    checkCardAction(requireObject(card['action'], `${path}[].action`))
    return kind
  })
  if (new Set(kinds).size > 1) throw invalid(`${path}[].header.type must be the same on all cards.`)
}

function checkCardBody(card: Fields): void {
  if (card['body'] === undefined) return
  const body = requireObject(card['body'], `${path}[].body`)
  const text = requireText(body['text'], `${path}[].body.text`, rules.carouselCardBodyMax)
  if (text.split('\n').length - 1 > rules.carouselCardLineBreaksMax.value) {
    throw invalid(
      `${path}[].body.text must have at most ${rules.carouselCardLineBreaksMax.value} line breaks.`,
    )
  }
}

function checkCardAction(action: Fields): void {
  if (action['buttons'] === undefined) {
    checkCtaUrl(action)
    return
  }
  const buttonsPath = `${path}[].action.buttons`
  const buttons = requireList(action['buttons'], buttonsPath, { max: rules.replyButtonsMax })
  for (const button of buttons) {
    requireOneOf(button['type'], `${buttonsPath}[].type`, ['quick_reply'])
    const reply = requireObject(button['quick_reply'], `${buttonsPath}[].quick_reply`)
    requireText(reply['id'], `${buttonsPath}[].quick_reply.id`, rules.replyButtonIdMax)
    requireText(reply['title'], `${buttonsPath}[].quick_reply.title`, rules.replyButtonTitleMax)
  }
}
