import { Download, X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { ViewedMedia } from '../chat/chat-context.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { RichText } from '../message/rich-text.tsx'
import { ZoomableImage } from './zoomable-image.tsx'

/** A photo or video over the whole window. The browser's modal dialog keeps the focus and closes on Escape. */
export function MediaViewer({ viewed, onClose }: { viewed: ViewedMedia; onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  const buttonLook = 'text-white! hover:bg-white/14!'
  return (
    <dialog
      ref={dialog}
      aria-label={viewed.kind === 'image' ? 'Photo' : 'Video'}
      onClose={onClose}
      className="m-0 h-dvh max-h-none w-dvw max-w-none animate-fade-in bg-[#070b0a] text-white backdrop:bg-black"
    >
      <div className="flex h-full flex-col">
        <header className="flex items-center gap-1 p-3">
          <p className="min-w-0 flex-1 truncate ps-2 text-sm text-white/80">{viewed.title}</p>
          <a
            href={viewed.url}
            download
            aria-label="Download"
            title="Download"
            className="grid size-9 place-items-center rounded-full hover:bg-white/14"
          >
            <Download aria-hidden className="size-5" />
          </a>
          <IconButton
            icon={X}
            label="Close"
            autoFocus
            className={buttonLook}
            onClick={() => dialog.current?.close()}
          />
        </header>
        <div className="relative min-h-0 flex-1">
          {viewed.kind === 'image' ? (
            <ZoomableImage
              url={viewed.url}
              alt={viewed.caption === '' ? 'Photo' : viewed.caption}
            />
          ) : (
            <video
              src={viewed.url}
              controls
              autoPlay
              playsInline
              className="size-full object-contain"
            >
              {/* Messages bring no captions with them. */}
              <track kind="captions" />
            </video>
          )}
        </div>
        {viewed.caption === '' ? null : (
          <RichText
            text={viewed.caption}
            className="mx-auto max-w-xl px-6 py-4 text-center text-sm text-white/90"
          />
        )}
      </div>
    </dialog>
  )
}
