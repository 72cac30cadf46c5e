import { rules } from '#simulator/rules.ts'
import {
  invalid,
  isObject,
  missing,
  optionalText,
  requireList,
  requireObject,
  requireOneOf,
  requireText,
  requireUnique,
  requireWebUrl,
  type Fields,
} from './check.ts'

export function checkReplyButtons(action: Fields): void {
  const path = 'interactive.action.buttons'
  const buttons = requireList(action['buttons'], path, { max: rules.replyButtonsMax })
  const replies = buttons.map((button, index) => {
    requireOneOf(button['type'], `${path}[${index}].type`, ['reply'])
    const reply = requireObject(button['reply'], `${path}[${index}].reply`)
    const id = requireText(reply['id'], `${path}[${index}].reply.id`, rules.replyButtonIdMax)
    if (id !== id.trim())
      throw invalid(`${path}[${index}].reply.id must not start or end with a space.`)
    const titlePath = `${path}[${index}].reply.title`
    return { id, title: requireText(reply['title'], titlePath, rules.replyButtonTitleMax) }
  })
  requireUnique(
    replies.map((reply) => reply.id),
    `${path}[].reply.id`,
  )
  requireUnique(
    replies.map((reply) => reply.title),
    `${path}[].reply.title`,
  )
}

export function checkList(action: Fields): void {
  requireText(action['button'], 'interactive.action.button', rules.listButtonMax)
  const path = 'interactive.action.sections'
  const sections = requireList(action['sections'], path, { max: rules.listSectionsMax })
  const rowIds: string[] = []
  for (const [index, section] of sections.entries()) {
    const titlePath = `${path}[${index}].title`
    if (sections.length > 1) requireText(section['title'], titlePath, rules.listSectionTitleMax)
    else optionalText(section['title'], titlePath, rules.listSectionTitleMax)
    const rowsPath = `${path}[${index}].rows`
    for (const row of requireList(section['rows'], rowsPath, { max: rules.listRowsMax })) {
      rowIds.push(requireText(row['id'], `${rowsPath}[].id`, rules.listRowIdMax))
      requireText(row['title'], `${rowsPath}[].title`, rules.listRowTitleMax)
      optionalText(row['description'], `${rowsPath}[].description`, rules.listRowDescriptionMax)
    }
  }
  if (rowIds.length > rules.listRowsMax.value) {
    throw invalid(
      `${path} must have at most ${rules.listRowsMax.value} rows in all, got ${rowIds.length}.`,
    )
  }
  requireUnique(rowIds, `${path}[].rows[].id`)
}

export function checkCtaUrl(action: Fields): void {
  const parameters = requireNamedParameters(action, 'cta_url')
  const path = 'interactive.action.parameters'
  requireText(parameters['display_text'], `${path}.display_text`, rules.ctaDisplayTextMax)
  requireWebUrl(parameters['url'], `${path}.url`)
}

export const checkNamedAction =
  (name: string) =>
  (action: Fields): void => {
    requireOneOf(action['name'], 'interactive.action.name', [name])
  }

export function requireNamedParameters(action: Fields, name: string): Fields {
  requireOneOf(action['name'], 'interactive.action.name', [name])
  return requireObject(action['parameters'], 'interactive.action.parameters')
}

export function checkVoiceCall(action: Fields): void {
  requireOneOf(action['name'], 'interactive.action.name', ['voice_call'])
  if (action['parameters'] === undefined) return
  const path = 'interactive.action.parameters'
  const parameters = requireObject(action['parameters'], path)
  optionalText(parameters['display_text'], `${path}.display_text`, rules.ctaDisplayTextMax)
  optionalText(parameters['payload'], `${path}.payload`, rules.callPayloadMax)
  const ttlMinutes = parameters['ttl_minutes']
  if (ttlMinutes === undefined) return
  const isInRange =
    Number.isInteger(Number(ttlMinutes)) &&
    Number(ttlMinutes) >= 1 &&
    Number(ttlMinutes) <= rules.callTtlMinutesMax.value
  if (!isInRange) {
    throw invalid(`${path}.ttl_minutes must be 1 to ${rules.callTtlMinutesMax.value}.`)
  }
}

export function checkFlow(action: Fields): void {
  const parameters = requireNamedParameters(action, 'flow')
  const path = 'interactive.action.parameters'
  requireOneOf(parameters['flow_message_version'], `${path}.flow_message_version`, ['3'])
  const hasId = parameters['flow_id'] !== undefined
  const hasName = parameters['flow_name'] !== undefined
  if (!hasId && !hasName) throw missing(`${path}.flow_id or ${path}.flow_name`)
  if (hasId && hasName) throw invalid(`${path} must have only one of flow_id and flow_name.`)
  const cta = requireText(parameters['flow_cta'], `${path}.flow_cta`, rules.flowCtaMax)
  if (/\p{Extended_Pictographic}/u.test(cta)) throw invalid(`${path}.flow_cta must have no emoji.`)
  optionalText(parameters['flow_token'], `${path}.flow_token`)
  if (parameters['mode'] !== undefined) {
    requireOneOf(parameters['mode'], `${path}.mode`, ['draft', 'published'])
  }
  checkFlowAction(parameters, path)
}

function checkFlowAction(parameters: Fields, path: string): void {
  const flowAction = requireOneOf(parameters['flow_action'] ?? 'navigate', `${path}.flow_action`, [
    'navigate',
    'data_exchange',
  ])
  const payload = parameters['flow_action_payload']
  if (payload === undefined) return
  if (flowAction !== 'navigate') {
    throw invalid(`${path}.flow_action_payload is allowed with navigate only.`)
  }
  const { data } = requireObject(payload, `${path}.flow_action_payload`)
  if (data !== undefined && (!isObject(data) || Object.keys(data).length === 0)) {
    throw invalid(`${path}.flow_action_payload.data must not be empty.`)
  }
}
