import { useEffect, useRef, useState } from 'react'

/** Only one recording sounds at a time, in the whole app. */
let playing: HTMLAudioElement | null = null

export type AudioControls = {
  isPlaying: boolean
  positionSeconds: number
  durationSeconds: number | null
  rate: number
  toggle: () => void
  seek: (seconds: number) => void
  setRate: (rate: number) => void
}

/** Plays one address. The element is made on the first play, so that a thread of voice notes loads none of them. */
export function useAudio(url: string | null, onError: () => void): AudioControls {
  const element = useRef<HTMLAudioElement | null>(null)
  const [isPlaying, setIsPlaying] = useState(false)
  const [positionSeconds, setPosition] = useState(0)
  const [durationSeconds, setDuration] = useState<number | null>(null)
  const [rate, setRateState] = useState(1)

  useEffect(
    () => () => {
      element.current?.pause()
      element.current = null
    },
    [],
  )

  const prepared = (): HTMLAudioElement | null => {
    if (url === null) return null
    // A renewed address needs a new element; the position goes along.
    if (element.current?.getAttribute('src') === url) return element.current
    element.current?.pause()
    const audio = new Audio(url)
    audio.preload = 'metadata'
    audio.playbackRate = rate
    audio.currentTime = positionSeconds
    audio.addEventListener('play', () => setIsPlaying(true))
    audio.addEventListener('pause', () => setIsPlaying(false))
    audio.addEventListener('timeupdate', () => setPosition(audio.currentTime))
    audio.addEventListener('durationchange', () => {
      // Recordings made in a browser carry no length: Infinity until they were played through.
      if (Number.isFinite(audio.duration)) setDuration(audio.duration)
    })
    audio.addEventListener('ended', () => {
      setIsPlaying(false)
      setPosition(0)
      audio.currentTime = 0
    })
    audio.addEventListener('error', onError)
    element.current = audio
    return audio
  }

  return {
    isPlaying,
    positionSeconds,
    durationSeconds,
    rate,
    toggle: () => {
      const audio = prepared()
      if (audio === null) return
      if (!audio.paused) {
        audio.pause()
        return
      }
      if (playing !== audio) playing?.pause()
      playing = audio
      audio.play().catch(onError)
    },
    seek: (seconds) => {
      const audio = prepared()
      if (audio === null) return
      audio.currentTime = seconds
      setPosition(seconds)
    },
    setRate: (next) => {
      setRateState(next)
      if (element.current !== null) element.current.playbackRate = next
    },
  }
}
