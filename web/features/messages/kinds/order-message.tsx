import { ShoppingBag } from 'lucide-react'
import { objectAt, textAt } from '../content.ts'
import { FormattedText } from '../text/formatted-text.tsx'
import { orderSummary } from './order-total.ts'
import type { KindProps } from './kind-props.ts'

/** A cart sent from the catalogue. */
export function OrderMessage({ message, meta }: KindProps) {
  const order = objectAt(message.content, 'order') ?? {}
  const { lines, itemCount, total } = orderSummary(order)
  const words = textAt(order, 'text')
  return (
    <div className="w-80 max-w-full p-1">
      <div className="rounded-lg bg-ink/5 px-3 py-2.5">
        <p className="flex items-center gap-2 font-semibold">
          <span
            aria-hidden
            className="flex size-7 items-center justify-center rounded-md bg-tint-green text-tint-green-ink"
          >
            <ShoppingBag size={15} />
          </span>
          Order · {itemCount} {itemCount === 1 ? 'item' : 'items'}
        </p>
        <table className="mt-2 w-full text-sm">
          <thead className="sr-only">
            <tr>
              <th scope="col">Quantity</th>
              <th scope="col">Product</th>
              <th scope="col">Amount</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line, index) => (
              <tr key={index} className="align-top">
                <td className="tabular w-8 py-0.5 text-muted">{line.quantity}×</td>
                <td className="py-0.5 wrap-anywhere">
                  <bdi>{line.productId}</bdi>
                  {line.quantity > 1 && (
                    <span className="tabular ms-1.5 text-xs text-muted">{line.price} each</span>
                  )}
                </td>
                <td className="tabular py-0.5 text-end">{line.amount}</td>
              </tr>
            ))}
          </tbody>
          {total !== null && (
            <tfoot>
              <tr className="border-t border-ink/10 font-semibold">
                <td colSpan={2} className="pt-1.5">
                  Total
                </td>
                <td className="tabular pt-1.5 text-end">{total}</td>
              </tr>
            </tfoot>
          )}
        </table>
      </div>
      <div className="px-2 pt-1.5 pb-1">
        {words === null ? (
          <div className="flow-root">{meta}</div>
        ) : (
          <FormattedText text={words} trailing={meta} />
        )}
      </div>
    </div>
  )
}
