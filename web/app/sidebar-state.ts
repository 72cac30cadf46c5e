import { createStoredState } from '#web/ui/stored-state.ts'

export const listWidth = { minPx: 280, maxPx: 480, initialPx: 340 }

const isBoolean = (value: unknown) => typeof value === 'boolean'
const isWidth = (value: unknown) =>
  typeof value === 'number' && value >= listWidth.minPx && value <= listWidth.maxPx

export const railExpanded = createStoredState('keepword.rail-expanded', false, isBoolean)
export const contextOpen = createStoredState('keepword.context-open', true, isBoolean)
export const listWidthPx = createStoredState('keepword.list-width', listWidth.initialPx, isWidth)
