import { useState } from 'react'
import { createPortal } from 'react-dom'
import { useChat } from '../chat/chat-context.ts'
import { usePhoneLayer } from '../device/phone-layer.ts'
import { send } from '../state/send-message.ts'
import { tell } from '../state/notice-store.ts'
import { rememberWaveform } from '../voice/waveform.ts'
import { AttachmentScreen } from './attachment-screen.tsx'
import type { ComposerMode } from './composer-mode.ts'
import { ComposerBanner } from './composer-banner.tsx'
import { prepareFile, type PreparedFile, type PickedAs } from './prepare-file.ts'
import { TextComposer } from './text-composer.tsx'
import { useFileDrop } from './use-file-drop.ts'
import { VoiceBar } from './voice-bar.tsx'

interface ComposerProps {
  mode: ComposerMode
  onModeChange: (mode: ComposerMode) => void
}

/** Where a person writes: text, files before they are sent, or a voice note while it is spoken. */
export function Composer({ mode, onModeChange }: ComposerProps) {
  const { chat } = useChat()
  const layer = usePhoneLayer()
  const [isRecording, setRecording] = useState(false)
  const [files, setFiles] = useState<PreparedFile[]>([])
  const repliesTo = mode.kind === 'reply' ? mode.message.id : null
  const toNew = () => onModeChange({ kind: 'new' })

  const addFiles = async (picked: readonly File[], pickedAs: PickedAs) => {
    for (const file of picked) {
      const prepared = await prepareFile(file, pickedAs)
      if (typeof prepared === 'string') tell(prepared)
      else setFiles((before) => [...before, prepared])
    }
  }
  const closeFiles = () => {
    for (const file of files) URL.revokeObjectURL(file.previewUrl)
    setFiles([])
  }
  const sendFiles = (caption: string) => {
    files.forEach((file, place) => {
      if (file.kind === 'audio') rememberWaveform(file.previewUrl, file.file)
      void send(chat, {
        type: 'file',
        ...file,
        caption: place === 0 ? caption : '',
        isVoice: false,
        repliesTo: place === 0 ? repliesTo : null,
      })
    })
    setFiles([])
    toNew()
  }
  const sendVoice = (voice: Blob) => {
    const previewUrl = URL.createObjectURL(voice)
    rememberWaveform(previewUrl, voice)
    const filename = 'voice.ogg'
    void send(chat, {
      type: 'file',
      kind: 'audio',
      file: voice,
      filename,
      previewUrl,
      caption: '',
      isVoice: true,
      repliesTo,
    })
    toNew()
  }
  useFileDrop((dropped) => void addFiles(dropped, 'media'))

  return (
    <footer className="relative z-10 shrink-0 border-t border-line/60 bg-bar pb-5 narrow:pb-[max(0.375rem,env(safe-area-inset-bottom))]">
      <ComposerBanner mode={mode} onClose={toNew} />
      {isRecording ? (
        <VoiceBar
          onSend={(voice) => {
            setRecording(false)
            sendVoice(voice)
          }}
          onCancel={() => setRecording(false)}
        />
      ) : (
        <TextComposer
          key={mode.kind === 'edit' ? mode.message.id : 'own'}
          mode={mode}
          onDone={toNew}
          onRecord={() => setRecording(true)}
          onFiles={(picked, pickedAs) => void addFiles(picked, pickedAs)}
        />
      )}
      {files.length === 0 || layer === null
        ? null
        : createPortal(
            <AttachmentScreen files={files} onSend={sendFiles} onClose={closeFiles} />,
            layer,
          )}
    </footer>
  )
}
