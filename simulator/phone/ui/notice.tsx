import { createPortal } from 'react-dom'
import { usePhoneLayer } from '../device/phone-layer.ts'
import { useStore } from '../state/create-store.ts'
import { noticeStore } from '../state/notice-store.ts'

/** A sentence that floats over the phone for a few seconds: what was copied, what was refused. */
export function Notice() {
  const layer = usePhoneLayer()
  const notice = useStore(noticeStore, (state) => state)
  if (layer === null) return null
  return createPortal(
    <output className="absolute inset-x-6 bottom-24 flex justify-center">
      {notice === null ? null : (
        <p
          key={notice.id}
          className="max-w-full animate-pop-in rounded-2xl bg-ink/92 px-4 py-2.5 text-sm text-screen shadow-float"
        >
          {notice.text}
        </p>
      )}
    </output>,
    layer,
  )
}
