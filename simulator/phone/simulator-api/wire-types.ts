// Shapes of the simulator's own HTTP API. Meta's content objects keep Meta's snake_case.

export interface Person {
  id: string
  name: string
  waId: string | null
  username: string | null
  bsuid: string
  hidesPhoneNumber: boolean
  about: string | null
  avatarColor: string | null
  avatarUrl: string | null
  readReceipts: boolean
  online: boolean
}

export interface BusinessNumber {
  phoneNumberId: string
  displayPhoneNumber: string
  verifiedName: string
}

export type MessageStatus = 'pending' | 'sent' | 'delivered' | 'read' | 'played' | 'failed'

export interface MediaContent {
  id?: string
  link?: string
  caption?: string
  filename?: string
  voice?: boolean
  animated?: boolean
  mime_type?: string
}

export interface LocationContent {
  latitude: number | string
  longitude: number | string
  name?: string
  address?: string
}

export interface ContactCard {
  name?: { formatted_name?: string; first_name?: string; last_name?: string }
  phones?: { phone?: string; wa_id?: string; type?: string }[]
  emails?: { email?: string; type?: string }[]
  org?: { company?: string; title?: string }
}

export interface InteractiveHeader {
  type: string
  text?: string
  image?: MediaContent
  video?: MediaContent
  document?: MediaContent
}

export interface ListRow {
  id: string
  title: string
  description?: string
}

export interface ListSection {
  title?: string
  rows?: ListRow[]
  product_items?: { product_retailer_id: string }[]
}

export interface InteractiveContent {
  type: string
  header?: InteractiveHeader
  body?: { text: string }
  footer?: { text: string }
  action?: {
    name?: string
    button?: string
    buttons?: { type?: string; reply: { id: string; title: string } }[]
    sections?: ListSection[]
    parameters?: { display_text?: string; url?: string; flow_cta?: string }
    catalog_id?: string
    product_retailer_id?: string
  }
  button_reply?: { id: string; title: string }
  list_reply?: { id: string; title: string; description?: string }
  nfm_reply?: { name?: string; body?: string }
  call_permission_reply?: { response: string }
}

export interface TemplateParameter {
  type: string
  text?: string
  parameter_name?: string
  payload?: string
  coupon_code?: string
  image?: MediaContent
  video?: MediaContent
  document?: MediaContent
  location?: LocationContent
  currency?: { fallback_value?: string }
  date_time?: { fallback_value?: string }
}

export interface TemplateComponent {
  type: string
  sub_type?: string
  index?: string | number
  parameters?: TemplateParameter[]
}

/** A template as the person sees it: the simulator fills the approved text in. */
export interface RenderedTemplate {
  header?: {
    type: string
    text?: string
    mediaUrl?: string
    filename?: string
    location?: LocationContent
  }
  body?: string
  footer?: string
  buttons?: {
    type: string
    text: string
    payload?: string
    url?: string
    phoneNumber?: string
    code?: string
  }[]
}

export interface TemplateContent {
  name: string
  language?: { code: string }
  components?: TemplateComponent[]
}

export interface OrderContent {
  catalog_id: string
  text?: string
  product_items: {
    product_retailer_id: string
    quantity: number
    item_price?: number
    currency?: string
  }[]
}

export type MessageContent =
  | { type: 'text'; content: { body: string; preview_url?: boolean } }
  | { type: 'image'; content: MediaContent }
  | { type: 'video'; content: MediaContent }
  | { type: 'audio'; content: MediaContent }
  | { type: 'document'; content: MediaContent }
  | { type: 'sticker'; content: MediaContent }
  | { type: 'location'; content: LocationContent }
  | { type: 'contacts'; content: ContactCard[] }
  | { type: 'interactive'; content: InteractiveContent }
  | { type: 'template'; content: TemplateContent; rendered: RenderedTemplate | null }
  | { type: 'button'; content: { text: string; payload?: string } }
  | { type: 'order'; content: OrderContent }
  | { type: 'system'; content: { body?: string } }
  | { type: 'unsupported'; content: { kind: string } }

export interface Reaction {
  from: 'person' | 'business'
  emoji: string
}

export interface MessageEnvelope {
  id: string
  direction: 'to_business' | 'to_person'
  timestampMs: number
  status: MessageStatus
  repliesTo: string | null
  forwarded: boolean
  reactions: Reaction[]
  edited: boolean
  revoked: boolean
  mediaUrl: string | null
}

export type ChatMessage = MessageEnvelope & MessageContent
export type MessageOf<Type extends ChatMessage['type']> = MessageEnvelope &
  Extract<MessageContent, { type: Type }>

export interface Chat {
  phoneNumberId: string
  businessName: string
  lastMessage: ChatMessage | null
  unread: number
  windowClosesAtMs: number | null
  /** The person wants no marketing from this business. */
  stoppedMarketing: boolean
  blocked: boolean
}
