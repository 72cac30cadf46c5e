import type { ReactNode } from 'react'
import { FormattedText } from '../text/formatted-text.tsx'

/** Below a picture, video or document. Without a caption only the meta line is left. */
export function Caption({ text, meta }: { text: string | null; meta: ReactNode }) {
  return (
    <div className="px-2 pt-1.5 pb-1">
      {text === null ? (
        <div className="flow-root">{meta}</div>
      ) : (
        <FormattedText text={text} trailing={meta} />
      )}
    </div>
  )
}
