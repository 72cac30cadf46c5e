export type Rule = {
  value: number
  unit: 'characters' | 'items' | 'bytes' | 'ms' | 'minutes' | 'per second'
  /** What is refused or done beyond the value. */
  says: string
  /** Title of the page of Meta's documentation, or 'simulator' for a choice of our own. */
  source: string
  /** The day the source was read. */
  readOn: string
  /** False where no page of Meta's that we could read confirms the value. */
  isConfirmed: boolean
}

const readOn = '2026-11-20'
const hourMs = 3_600_000
const dayMs = 24 * hourMs
const megabyte = 1024 * 1024

const rule = (value: number, unit: Rule['unit'], source: string, says: string): Rule => ({
  value,
  unit,
  says,
  source,
  readOn,
  isConfirmed: true,
})
const guess = (...parts: Parameters<typeof rule>): Rule => ({
  ...rule(...parts),
  isConfirmed: false,
})

const text = 'Meta, Cloud API: Text messages'
const mediaPage = 'Meta, Cloud API: Media'
const contacts = 'Meta, Cloud API: Contacts messages'
const reactions = 'Meta, Cloud API: Reaction messages'
const buttons = 'Meta, Cloud API: Interactive reply buttons messages'
const lists = 'Meta, Cloud API: Interactive list messages'
const ctaUrl = 'Meta, Cloud API: Interactive call-to-action URL button messages'
const flows = 'Meta, Flows: Sending a flow'
const carousel = 'Meta, Cloud API: Interactive media carousel messages'
const calls = 'Meta, Cloud API: Call buttons'
const commerce = 'Meta, Cloud API: Sell products and services'
const payments = 'Meta, Payments API'
const templates = 'Meta, Message templates'
const sending = 'Meta, Cloud API: Send messages'
const limits = 'Meta, Messaging limits and throughput'
const webhooks = 'Meta, Webhooks'
const pricing = 'Meta, Pricing'
const own = 'simulator'

/** Every number the simulator refuses or waits by. `GET /simulator/api/rules` shows this table. */
export const rules = {
  textBodyMax: rule(4096, 'characters', text, 'text.body is 1 to 4096 characters.'),
  captionMax: rule(1024, 'characters', mediaPage, 'A caption has at most 1024 characters.'),
  callbackDataMax: rule(
    512,
    'characters',
    sending,
    'biz_opaque_callback_data has at most 512 characters.',
  ),
  contactsMax: rule(257, 'items', contacts, 'One message carries at most 257 contacts.'),
  interactiveBodyMax: rule(
    1024,
    'characters',
    buttons,
    'The body of an interactive message has at most 1024 characters.',
  ),
  listBodyMax: rule(4096, 'characters', lists, 'The body of a list has at most 4096 characters.'),
  headerTextMax: rule(60, 'characters', buttons, 'A text header has at most 60 characters.'),
  footerMax: rule(60, 'characters', buttons, 'A footer has at most 60 characters.'),
  replyButtonsMax: rule(3, 'items', buttons, 'One to three reply buttons.'),
  replyButtonTitleMax: rule(
    20,
    'characters',
    buttons,
    'A reply button title has at most 20 characters.',
  ),
  replyButtonIdMax: rule(
    256,
    'characters',
    buttons,
    'A reply button id has at most 256 characters.',
  ),
  listButtonMax: rule(20, 'characters', lists, 'The list button has at most 20 characters.'),
  listSectionsMax: rule(10, 'items', lists, 'A list has at most 10 sections.'),
  listRowsMax: rule(10, 'items', lists, 'A list has at most 10 rows in all sections together.'),
  listSectionTitleMax: rule(
    24,
    'characters',
    lists,
    'A section title has at most 24 characters; needed with more than one section.',
  ),
  listRowIdMax: rule(200, 'characters', lists, 'A row id has at most 200 characters.'),
  listRowTitleMax: rule(24, 'characters', lists, 'A row title has at most 24 characters.'),
  listRowDescriptionMax: rule(
    72,
    'characters',
    lists,
    'A row description has at most 72 characters.',
  ),
  ctaDisplayTextMax: rule(20, 'characters', ctaUrl, 'display_text has at most 20 characters.'),
  flowCtaMax: rule(30, 'characters', flows, 'flow_cta has at most 30 characters.'),
  callTtlMinutesMax: rule(43_200, 'minutes', calls, 'ttl_minutes is 1 to 43200.'),
  callPayloadMax: rule(
    512,
    'characters',
    calls,
    'A call button payload has at most 512 characters.',
  ),
  productsMax: rule(30, 'items', commerce, 'At most 30 products in all sections.'),
  productSectionsMax: rule(10, 'items', commerce, 'At most 10 product sections.'),
  carouselCardsMin: rule(2, 'items', carousel, 'A carousel has at least 2 cards.'),
  carouselCardsMax: rule(10, 'items', carousel, 'A carousel has at most 10 cards.'),
  carouselCardBodyMax: rule(160, 'characters', carousel, 'A card body has at most 160 characters.'),
  carouselCardLineBreaksMax: rule(2, 'items', carousel, 'A card body has at most 2 line breaks.'),
  paymentReferenceMax: rule(35, 'characters', payments, 'reference_id has at most 35 characters.'),
  templateBodyMax: rule(
    1024,
    'characters',
    templates,
    'A filled template body has at most 1024 characters.',
  ),
  templateHeaderTextMax: rule(
    60,
    'characters',
    templates,
    'A filled template header has at most 60 characters.',
  ),
  templateParameterSpacesMax: guess(
    4,
    'items',
    templates,
    'A text parameter has no line break, no tab and at most 4 spaces in a row.',
  ),
  templateButtonPayloadMax: guess(
    256,
    'characters',
    templates,
    'A quick reply payload has at most 256 characters.',
  ),
  templateCouponCodeMax: rule(
    20,
    'characters',
    templates,
    'A coupon code has at most 20 characters.',
  ),

  imageMaxBytes: rule(5 * megabyte, 'bytes', mediaPage, 'An image has at most 5 MB.'),
  audioMaxBytes: rule(16 * megabyte, 'bytes', mediaPage, 'An audio file has at most 16 MB.'),
  videoMaxBytes: rule(16 * megabyte, 'bytes', mediaPage, 'A video has at most 16 MB.'),
  documentMaxBytes: rule(100 * megabyte, 'bytes', mediaPage, 'A document has at most 100 MB.'),
  staticStickerMaxBytes: rule(
    100 * 1024,
    'bytes',
    mediaPage,
    'A sticker that does not move has at most 100 KB.',
  ),
  animatedStickerMaxBytes: rule(
    500 * 1024,
    'bytes',
    mediaPage,
    'An animated sticker has at most 500 KB.',
  ),
  mediaUrlLifetimeMs: rule(5 * 60_000, 'ms', mediaPage, 'A download URL works for 5 minutes.'),
  uploadedMediaLifetimeMs: rule(
    30 * dayMs,
    'ms',
    mediaPage,
    'The id of uploaded media works for 30 days.',
  ),
  receivedMediaLifetimeMs: rule(
    7 * dayMs,
    'ms',
    mediaPage,
    'The id of received media works for 7 days.',
  ),

  serviceWindowMs: rule(
    dayMs,
    'ms',
    sending,
    'Free-form messages go out within 24 hours of the last message of the person.',
  ),
  freeEntryPointMs: rule(
    72 * hourMs,
    'ms',
    pricing,
    'Everything is free for 72 hours after an answer to a visitor from an ad.',
  ),
  freeEntryAnswerMs: rule(
    dayMs,
    'ms',
    pricing,
    'The answer that opens a free entry point comes within 24 hours.',
  ),
  freeServiceMessages: rule(
    1000,
    'items',
    pricing,
    'The first 1,000 delivered service messages of a number and month are free.',
  ),
  reactionTargetMaxAgeMs: rule(
    30 * dayMs,
    'ms',
    reactions,
    'A message older than 30 days cannot be reacted to.',
  ),
  editWindowMs: rule(15 * 60_000, 'ms', webhooks, 'People edit a message for 15 minutes.'),
  revokeWindowMs: rule(2 * dayMs, 'ms', webhooks, 'People delete a message for 2 days.'),
  typingIndicatorMs: rule(
    25_000,
    'ms',
    'Meta, Cloud API: Typing indicators',
    'The indicator ends after 25 seconds or with the next message.',
  ),
  messageTtlMs: rule(
    30 * dayMs,
    'ms',
    sending,
    'A message that stays undelivered for 30 days is dropped without a webhook.',
  ),
  authenticationTtlMs: rule(
    10 * 60_000,
    'ms',
    sending,
    'An undelivered authentication template is dropped after 10 minutes.',
  ),

  defaultThroughput: rule(80, 'per second', limits, 'A number sends and receives 80 messages/s.'),
  pairIntervalMs: rule(6000, 'ms', limits, 'One message per 6 seconds to the same person.'),
  pairBurst: rule(45, 'items', limits, 'Up to 45 messages to one person are lent in advance.'),
  messagingLimitWindowMs: rule(
    dayMs,
    'ms',
    limits,
    'People reached outside windows are counted over 24 hours per portfolio.',
  ),
  defaultMessagingLimit: rule(
    2000,
    'items',
    limits,
    'A verified portfolio reaches 2,000 people a day outside windows.',
  ),

  webhookAnswerTimeoutMs: rule(20_000, 'ms', webhooks, 'A slower answer counts as failed.'),
  webhookFirstRetryMs: rule(
    250,
    'ms',
    own,
    'First retry; each later gap doubles. Meta takes far longer, but this is a local tool.',
  ),
  webhookLastRetryMs: rule(5000, 'ms', own, 'The longest gap between two attempts.'),
  webhooksInFlightMax: rule(32, 'items', own, 'Chats whose webhooks are on the way at once.'),
  deliveredWebhooksKept: rule(2000, 'items', own, 'Delivered webhooks kept for the log.'),
} as const satisfies Record<string, Rule>
