import { Mic, Music2, Pause, Play } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { MessageOf } from '../simulator-api/wire-types.ts'
import { useChat } from '../chat/chat-context.ts'
import { playTime } from '../message/format-time.ts'
import { Avatar } from '../ui/avatar.tsx'
import { attempt } from '../state/notice-store.ts'
import { markPlayed } from '../state/thread-actions.ts'
import { usePlayer } from './use-player.ts'
import { restingWaveform, waveformOf } from './waveform.ts'
import { WaveformSlider } from './waveform-slider.tsx'

/** A voice message or audio file: play, position, speed. The first play of the business's voice is reported. */
export function VoicePlayer({ message }: { message: MessageOf<'audio'> }) {
  const { chat, person, number } = useChat()
  const [bars, setBars] = useState(restingWaveform)
  const url = message.mediaUrl
  const player = usePlayer(url)
  const { isPlaying, isBroken, position, length, speed } = player
  const isVoice = message.content.voice === true
  const isOwn = message.direction === 'to_business'

  useEffect(() => {
    let isGone = false
    if (url !== null) void waveformOf(url).then((measured) => isGone || setBars(measured))
    return () => {
      isGone = true
    }
  }, [url])

  const toggle = () => {
    player.toggle()
    if (!isPlaying && isVoice && !isOwn && message.status !== 'played') {
      attempt(markPlayed(chat, message.id))
    }
  }
  const Icon = isPlaying ? Pause : Play
  const isPlayed = message.status === 'played'

  return (
    <div className="flex w-66 max-w-full items-center gap-2 px-1 pt-1 pb-0.5">
      <span className="relative mb-3 shrink-0">
        {isVoice ? (
          <Avatar
            name={isOwn ? person.name : number.verifiedName}
            color={isOwn ? person.avatarColor : null}
            imageUrl={isOwn ? person.avatarUrl : null}
            className="size-11 text-base"
          />
        ) : (
          <span className="grid size-11 place-items-center rounded-full bg-warn text-white">
            <Music2 aria-hidden className="size-5" />
          </span>
        )}
        {isVoice ? (
          <Mic
            aria-hidden
            className={`absolute -end-1 -bottom-0.5 size-5 rounded-full p-0.5 ${isOwn ? 'bg-bubble-out' : 'bg-bubble-in'} ${isPlayed ? 'text-tick' : 'text-bubble-muted'}`}
          />
        ) : null}
      </span>
      <button
        type="button"
        aria-label={isPlaying ? 'Pause' : 'Play'}
        disabled={url === null || isBroken}
        onClick={toggle}
        className="mb-3 grid size-9 shrink-0 place-items-center rounded-full text-ink/75 hover:bg-ink/7 disabled:opacity-40"
      >
        <Icon aria-hidden className="size-6 fill-current" strokeWidth={1} />
      </button>
      <div className="min-w-0 flex-1">
        <WaveformSlider
          bars={bars}
          position={position}
          length={length}
          isPlayed={isPlayed}
          onSeek={player.seek}
        />
        <div className="flex h-4.5 items-center gap-2 text-[0.69rem] text-bubble-muted tabular-nums">
          {isBroken ? 'Cannot be played' : playTime(isPlaying || position > 0 ? position : length)}
          {isPlaying || speed !== 1 ? (
            <button
              type="button"
              aria-label={`Speed ${speed}, change`}
              onClick={player.changeSpeed}
              className="rounded-full bg-ink/10 px-1.5 font-semibold hover:bg-ink/16"
            >
              {speed}×
            </button>
          ) : null}
        </div>
      </div>
    </div>
  )
}
