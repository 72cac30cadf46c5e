import { listAt, numberAt, textAt } from '../content.ts'
import type { Content } from '../content.ts'

export type OrderLine = { productId: string; quantity: number; price: string; amount: string }
export type OrderSummary = { lines: OrderLine[]; itemCount: number; total: string | null }

/** A WhatsApp cart in words. Lines in several currencies have no common total. */
export function orderSummary(order: Content): OrderSummary {
  const items = listAt(order, 'product_items').map((item) => ({
    productId: textAt(item, 'product_retailer_id') ?? 'Unknown product',
    quantity: numberAt(item, 'quantity') ?? 1,
    price: numberAt(item, 'item_price') ?? 0,
    currency: textAt(item, 'currency') ?? '',
  }))
  const currencies = new Set(items.map((item) => item.currency))
  const sum = items.reduce((total, item) => total + item.quantity * item.price, 0)
  const [currency] = currencies
  return {
    lines: items.map((item) => ({
      productId: item.productId,
      quantity: item.quantity,
      price: money(item.price, item.currency),
      amount: money(item.quantity * item.price, item.currency),
    })),
    itemCount: items.reduce((count, item) => count + item.quantity, 0),
    total: currencies.size === 1 && currency !== undefined ? money(sum, currency) : null,
  }
}

function money(amount: number, currency: string): string {
  try {
    return new Intl.NumberFormat(undefined, { style: 'currency', currency }).format(amount)
  } catch {
    // Not an ISO 4217 code: show what came.
    return `${amount.toFixed(2)} ${currency}`.trim()
  }
}
