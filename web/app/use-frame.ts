import { useMediaQuery } from '#web/ui/use-media-query.ts'

/**
 * How many panes there is room for.
 * - `wide`: rail, list, thread, context panel.
 * - `medium`: the context panel becomes a drawer.
 * - `narrow`: one pane at a time, tabs at the bottom.
 */
export function useFrame(): 'wide' | 'medium' | 'narrow' {
  const isWide = useMediaQuery('(min-width: 80rem)')
  const isMedium = useMediaQuery('(min-width: 48rem)')
  return isWide ? 'wide' : isMedium ? 'medium' : 'narrow'
}
