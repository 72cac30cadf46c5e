import { rules } from '#simulator/rules.ts'
import {
  invalid,
  optionalText,
  requireList,
  requireObject,
  requireOneOf,
  requireText,
  type Fields,
} from './check.ts'

export function checkProduct(action: Fields): void {
  requireText(action['catalog_id'], 'interactive.action.catalog_id')
  requireText(action['product_retailer_id'], 'interactive.action.product_retailer_id')
}

export function checkProductList(action: Fields): void {
  requireText(action['catalog_id'], 'interactive.action.catalog_id')
  const path = 'interactive.action.sections'
  const sections = requireList(action['sections'], path, { max: rules.productSectionsMax })
  let productCount = 0
  for (const section of sections) {
    const titlePath = `${path}[].title`
    if (sections.length > 1) requireText(section['title'], titlePath, rules.listSectionTitleMax)
    else optionalText(section['title'], titlePath, rules.listSectionTitleMax)
    const itemsPath = `${path}[].product_items`
    const items = requireList(section['product_items'], itemsPath, { max: rules.productsMax })
    for (const item of items) {
      requireText(item['product_retailer_id'], `${itemsPath}[].product_retailer_id`)
    }
    productCount += items.length
  }
  if (productCount > rules.productsMax.value) {
    throw invalid(
      `${path} must have at most ${rules.productsMax.value} products in all, got ${productCount}.`,
    )
  }
}

export function checkCatalogMessage(action: Fields): void {
  requireOneOf(action['name'], 'interactive.action.name', ['catalog_message'])
  if (action['parameters'] === undefined) return
  const path = 'interactive.action.parameters'
  const parameters = requireObject(action['parameters'], path)
  optionalText(parameters['thumbnail_product_retailer_id'], `${path}.thumbnail_product_retailer_id`)
}
