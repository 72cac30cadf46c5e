import type { Template } from '#simulator/store/template-store.ts'
import { isMediaType } from '#simulator/media/media-of-content.ts'
import { isObject, missing, type Fields } from './content/check.ts'
import { checkInteractive } from './content/interactive-content.ts'
import { checkMedia } from './content/media-content.ts'
import { checkContacts, checkLocation, checkReaction, checkText } from './content/plain-content.ts'
import { fillTemplate, type RenderedTemplate } from './content/template-content.ts'
import { GraphError } from './graph-error.ts'
import type { SendContext } from './send-context.ts'

export type CheckedContent = {
  content: unknown
  template: Template | null
  rendered: RenderedTemplate | null
}

/**
 * Checks the object under the type's key.
 * @throws GraphError as Meta refuses it: 131008 missing, 131009 invalid, 131051 unknown type …
 */
export function checkContent(type: string, body: Fields, context: SendContext): CheckedContent {
  const content = body[type]
  if (type === 'contacts') {
    checkContacts(content)
    return { content, template: null, rendered: null }
  }
  if (!isKnownType(type)) throw new GraphError(131051, `type ${type} is not supported.`)
  if (content === undefined || content === null) throw missing(type)
  if (!isObject(content)) throw new GraphError(100, `${type} must be an object.`)
  if (type === 'template') return { content, ...fillTemplate(content, context) }
  if (isMediaType(type)) checkMedia(content, type, { context })
  else plainChecks[type]?.(content, context)
  return { content, template: null, rendered: null }
}

const plainChecks: Record<string, (content: Fields, context: SendContext) => void> = {
  text: checkText,
  location: (content) => checkLocation(content),
  reaction: checkReaction,
  interactive: checkInteractive,
}

const isKnownType = (type: string): boolean =>
  type === 'template' || isMediaType(type) || type in plainChecks
