import { ShoppingBag } from 'lucide-react'
import type { OrderContent } from '../simulator-api/wire-types.ts'
import { RichText } from './rich-text.tsx'

export function OrderBody({ order }: { order: OrderContent }) {
  const count = order.product_items.reduce((sum, item) => sum + item.quantity, 0)
  return (
    <div className="w-64 max-w-full">
      <div className="flex items-center gap-3 rounded-[0.6rem] bg-quote p-2.5">
        <span className="grid size-11 shrink-0 place-items-center rounded-lg bg-accent text-accent-ink">
          <ShoppingBag aria-hidden className="size-6" strokeWidth={1.6} />
        </span>
        <div>
          <p className="text-sm font-semibold">{count === 1 ? '1 item' : `${count} items`}</p>
          <p className="text-xs text-bubble-muted">{totalOf(order)}</p>
        </div>
      </div>
      <ul className="px-1.5 pt-1.5 text-[0.82rem]">
        {order.product_items.map((item) => (
          <li key={item.product_retailer_id} className="flex gap-2">
            <span className="w-7 text-bubble-muted tabular-nums">{item.quantity} ×</span>
            <span dir="auto" className="min-w-0 flex-1 truncate">
              {item.product_retailer_id}
            </span>
          </li>
        ))}
      </ul>
      {order.text === undefined || order.text === '' ? null : (
        <RichText text={order.text} className="px-1.5 pt-1" />
      )}
    </div>
  )
}

function totalOf(order: OrderContent): string {
  const currency = order.product_items[0]?.currency
  if (currency === undefined) return 'Order'
  const total = order.product_items.reduce(
    (sum, item) => sum + (item.item_price ?? 0) * item.quantity,
    0,
  )
  return new Intl.NumberFormat(undefined, { style: 'currency', currency }).format(total)
}
