import { FileText, Music2, SendHorizontal, X } from 'lucide-react'
import { useRef, useState } from 'react'
import { IconButton } from '../ui/icon-button.tsx'
import { useDialog } from '../ui/use-dialog.ts'
import type { PreparedFile } from './prepare-file.ts'

interface AttachmentScreenProps {
  files: PreparedFile[]
  onSend: (caption: string) => void
  onClose: () => void
}

const longestCaption = 1024

/** The picked files before they go out, with a caption for the first. */
export function AttachmentScreen({ files, onSend, onClose }: AttachmentScreenProps) {
  const [caption, setCaption] = useState('')
  const [shown, setShown] = useState(0)
  const screen = useRef<HTMLDialogElement>(null)
  const file = files[shown] ?? files[0]
  const first = files[0]
  const takesCaption = first !== undefined && first.kind !== 'sticker' && first.kind !== 'audio'
  useDialog(screen, onClose, 'input, [type=submit]')

  if (file === undefined) return null
  return (
    <dialog
      ref={screen}
      open
      aria-modal
      aria-label="Send files"
      className="pointer-events-auto absolute inset-0 m-0 flex size-full max-h-none max-w-none animate-fade-in flex-col bg-[#0c1512] pt-11 pb-7 text-white narrow:pt-8 narrow:pb-2"
    >
      <div className="px-3 py-1">
        <IconButton
          icon={X}
          label="Cancel"
          className="text-white! hover:bg-white/12!"
          onClick={onClose}
        />
      </div>
      <div className="grid min-h-0 flex-1 place-items-center p-3">
        <Preview file={file} />
      </div>
      {files.length > 1 ? (
        <div className="flex gap-2 overflow-x-auto px-4 py-2">
          {files.map((one, place) => (
            <button
              key={one.previewUrl}
              type="button"
              aria-label={`File ${place + 1} of ${files.length}`}
              aria-pressed={place === shown}
              onClick={() => setShown(place)}
              className="size-13 shrink-0 overflow-hidden rounded-lg bg-white/10 opacity-60 aria-pressed:opacity-100 aria-pressed:ring-2 aria-pressed:ring-white"
            >
              {one.kind === 'image' || one.kind === 'sticker' ? (
                <img src={one.previewUrl} alt="" className="size-full object-cover" />
              ) : (
                <FileText aria-hidden className="mx-auto size-6" />
              )}
            </button>
          ))}
        </div>
      ) : null}
      <form
        className="flex items-center gap-2 px-3 pt-2"
        onSubmit={(event) => {
          event.preventDefault()
          onSend(caption.trim())
        }}
      >
        {takesCaption ? (
          <input
            aria-label="Caption"
            placeholder="Add a caption"
            dir="auto"
            maxLength={longestCaption}
            value={caption}
            onChange={(event) => setCaption(event.target.value)}
            className="h-11 min-w-0 flex-1 rounded-full bg-white/12 px-4 text-[0.95rem] placeholder:text-white/60"
          />
        ) : (
          <span className="flex-1" />
        )}
        <IconButton
          icon={SendHorizontal}
          type="submit"
          label="Send"
          iconClassName="size-5 rtl:-scale-x-100"
          className="size-11! bg-[#31c793]! text-[#04231a]!"
        />
      </form>
    </dialog>
  )
}

function Preview({ file }: { file: PreparedFile }) {
  if (file.kind === 'image' || file.kind === 'sticker') {
    return (
      <img
        src={file.previewUrl}
        alt={file.filename}
        className="max-h-full max-w-full rounded-lg object-contain"
      />
    )
  }
  if (file.kind === 'video') {
    return (
      <video
        src={file.previewUrl}
        controls
        muted
        playsInline
        className="max-h-full max-w-full rounded-lg"
      />
    )
  }
  const Icon = file.kind === 'audio' ? Music2 : FileText
  return (
    <div className="flex flex-col items-center gap-3 px-8 text-center">
      <Icon aria-hidden className="size-20 text-white/70" strokeWidth={1} />
      <p dir="auto" className="font-medium wrap-anywhere">
        {file.filename}
      </p>
    </div>
  )
}
