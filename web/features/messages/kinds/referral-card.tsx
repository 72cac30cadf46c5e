import { Megaphone } from 'lucide-react'
import type { Content } from '../content.ts'
import { textAt } from '../content.ts'

/** The advertisement or post a contact came from. Its picture lives on Meta's servers and is not fetched from here. */
export function ReferralCard({ referral }: { referral: Content }) {
  const headline = textAt(referral, 'headline')
  const body = textAt(referral, 'body')
  const url = textAt(referral, 'source_url')
  const isPost = textAt(referral, 'source_type') === 'post'
  return (
    <div className="m-1 flex gap-2.5 rounded-lg bg-ink/5 px-3 py-2">
      <span
        aria-hidden
        className="flex size-8 shrink-0 items-center justify-center rounded-md bg-tint-orange text-tint-orange-ink"
      >
        <Megaphone size={16} />
      </span>
      <div className="min-w-0 text-sm">
        <p className="text-xs text-muted">{isPost ? 'Came from your post' : 'Came from your ad'}</p>
        {headline !== null && (
          <p dir="auto" className="font-medium">
            {headline}
          </p>
        )}
        {body !== null && (
          <p dir="auto" className="line-clamp-2 text-muted">
            {body}
          </p>
        )}
        {url !== null && url.startsWith('https://') && (
          <a
            href={url}
            target="_blank"
            rel="noopener noreferrer"
            className="font-medium text-info hover:underline"
          >
            {isPost ? 'Open post' : 'Open ad'}
          </a>
        )}
      </div>
    </div>
  )
}
