import { Minus, Plus } from 'lucide-react'
import { useState } from 'react'
import type { MessageOf, InteractiveContent } from '../simulator-api/wire-types.ts'
import { send } from '../state/send-message.ts'
import { Button } from '../ui/button.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { useChat } from './chat-context.ts'

interface ProductSheetProps {
  message: MessageOf<'interactive'>
  onClose: () => void
}

/** The items of a product message: quantities are chosen and sent as an order. */
export function ProductSheet({ message, onClose }: ProductSheetProps) {
  const { chat } = useChat()
  const [quantities, setQuantities] = useState<Readonly<Record<string, number>>>({})
  const groups = productGroups(message.content)
  const count = Object.values(quantities).reduce((sum, quantity) => sum + quantity, 0)
  const change = (sku: string, by: number) =>
    setQuantities((before) => ({ ...before, [sku]: Math.max(0, (before[sku] ?? 0) + by) }))
  const submit = () => {
    onClose()
    const order = {
      catalog_id: message.content.action?.catalog_id ?? '',
      // Prices stand in the catalogue, which the simulator does not hold.
      product_items: Object.entries(quantities)
        .filter(([, quantity]) => quantity > 0)
        .map(([sku, quantity]) => ({
          product_retailer_id: sku,
          quantity,
          item_price: 0,
          currency: 'USD',
        })),
    }
    void send(chat, { type: 'order', order, repliesTo: message.id })
  }
  return (
    <Sheet title="Items" onClose={onClose}>
      {groups.map((group) => (
        <section key={group.title} className="mb-3">
          {group.title === '' ? null : (
            <h3 dir="auto" className="pb-1 text-sm font-semibold text-accent">
              {group.title}
            </h3>
          )}
          {group.skus.map((sku) => (
            <div
              key={sku}
              className="flex items-center gap-1 border-b border-line/70 py-1.5 last:border-0"
            >
              <span dir="auto" className="min-w-0 flex-1 truncate text-[0.95rem]">
                {sku}
              </span>
              <IconButton
                icon={Minus}
                label={`One ${sku} less`}
                disabled={(quantities[sku] ?? 0) === 0}
                onClick={() => change(sku, -1)}
              />
              <span className="w-7 text-center tabular-nums">{quantities[sku] ?? 0}</span>
              <IconButton icon={Plus} label={`One ${sku} more`} onClick={() => change(sku, 1)} />
            </div>
          ))}
        </section>
      ))}
      <Button
        look="primary"
        className="mt-1 min-h-11! w-full"
        disabled={count === 0}
        onClick={submit}
      >
        {count === 0 ? 'Send order' : `Send order of ${count}`}
      </Button>
    </Sheet>
  )
}

function productGroups({ action }: InteractiveContent): { title: string; skus: string[] }[] {
  if (action?.product_retailer_id !== undefined) {
    return [{ title: '', skus: [action.product_retailer_id] }]
  }
  return (action?.sections ?? []).map((section) => ({
    title: section.title ?? '',
    skus: (section.product_items ?? []).map((item) => item.product_retailer_id),
  }))
}
