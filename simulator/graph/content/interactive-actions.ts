import { rules } from '#simulator/rules.ts'
import { invalid, missing, requireObject, requireOneOf, requireText, type Fields } from './check.ts'
import { requireNamedParameters } from './interactive-controls.ts'

const path = 'interactive.action.parameters'

/** India only; the fields of the address are the person's to fill in. */
export function checkAddressMessage(action: Fields): void {
  const parameters = requireNamedParameters(action, 'address_message')
  requireOneOf(parameters['country'], `${path}.country`, ['IN'])
}

export function checkOrderDetails(action: Fields): void {
  const parameters = requireNamedParameters(action, 'review_and_pay')
  checkReference(parameters)
  requireOneOf(parameters['type'], `${path}.type`, ['digital-goods', 'physical-goods'])
  requireText(parameters['currency'], `${path}.currency`)
  const order = requireObject(parameters['order'], `${path}.order`)
  const total = amountOf(parameters['total_amount'], `${path}.total_amount`)
  const part = (name: string) =>
    order[name] === undefined ? 0 : amountOf(order[name], `${path}.order.${name}`)
  const subtotal = amountOf(order['subtotal'], `${path}.order.subtotal`)
  const sum = subtotal + part('tax') + part('shipping') - part('discount')
  if (sum !== total) {
    throw invalid(
      `${path}.total_amount must be subtotal + tax + shipping - discount = ${sum}, got ${total}.`,
    )
  }
}

/** Payments count in hundredths: `offset` is always 100. */
function amountOf(value: unknown, amountPath: string): number {
  const amount = requireObject(value, amountPath)
  if (amount['value'] === undefined) throw missing(`${amountPath}.value`)
  if (!Number.isInteger(amount['value']))
    throw invalid(`${amountPath}.value must be a whole number.`)
  if (amount['offset'] !== 100) throw invalid(`${amountPath}.offset must be 100.`)
  return Number(amount['value'])
}

export function checkOrderStatus(action: Fields): void {
  const parameters = requireNamedParameters(action, 'review_order')
  checkReference(parameters)
  const order = requireObject(parameters['order'], `${path}.order`)
  requireOneOf(order['status'], `${path}.order.status`, [
    'pending',
    'processing',
    'partially_shipped',
    'partially-shipped',
    'shipped',
    'completed',
    'canceled',
  ])
}

function checkReference(parameters: Fields): void {
  const reference = requireText(
    parameters['reference_id'],
    `${path}.reference_id`,
    rules.paymentReferenceMax,
  )
  if (!/^[\w.-]+$/.test(reference)) {
    throw invalid(
      `${path}.reference_id may have letters, digits, underscore, point and hyphen only.`,
    )
  }
}
