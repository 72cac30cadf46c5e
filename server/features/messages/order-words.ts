import { listAt, numberAt, textAt, type RawObject } from './raw-content.ts'

/** A cart in words: "Order · 3 items · ₹2,340". Lines in several currencies have no common total. */
export function orderWords(message: RawObject): string {
  const lines = listAt(message, 'order', 'product_items').map((item) => ({
    quantity: numberAt(item, 'quantity') ?? 1,
    price: numberAt(item, 'item_price') ?? 0,
    currency: textAt(item, 'currency'),
  }))
  if (lines.length === 0) return 'Order'
  const itemCount = lines.reduce((count, line) => count + line.quantity, 0)
  const currencies = new Set(lines.map((line) => line.currency))
  const [currency] = currencies
  const words = ['Order', itemCount === 1 ? '1 item' : `${itemCount} items`]
  if (currencies.size === 1 && currency) {
    const total = lines.reduce((sum, line) => sum + line.quantity * line.price, 0)
    words.push(money(total, currency))
  }
  return words.join(' · ')
}

function money(amount: number, currency: string): string {
  try {
    return new Intl.NumberFormat('en', {
      style: 'currency',
      currency,
      trailingZeroDisplay: 'stripIfInteger',
    }).format(amount)
  } catch {
    // Not a code of ISO 4217: what came is shown.
    return `${amount} ${currency}`
  }
}
