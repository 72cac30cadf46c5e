import { useEffect, useRef, useState } from 'react'
import { startPlaying } from './one-at-a-time.ts'

const speeds = [1, 1.5, 2]

/** Plays one recording: state to draw and what its controls do. Stops when it leaves the screen. */
export function usePlayer(url: string | null) {
  const player = useRef<HTMLAudioElement | null>(null)
  const [isPlaying, setPlaying] = useState(false)
  const [isBroken, setBroken] = useState(false)
  const [position, setPosition] = useState(0)
  const [length, setLength] = useState(0)
  const [speed, setSpeed] = useState(1)

  useEffect(() => {
    if (url === null) return
    const audio = new Audio()
    audio.preload = 'metadata'
    audio.addEventListener('play', () => setPlaying(true))
    audio.addEventListener('pause', () => setPlaying(false))
    audio.addEventListener('durationchange', () => setLength(audio.duration))
    audio.addEventListener('ended', () => setPosition(0))
    audio.addEventListener('error', () => setBroken(true))
    audio.src = url
    player.current = audio
    return () => {
      audio.pause()
      player.current = null
    }
  }, [url])

  useEffect(() => {
    if (!isPlaying) return
    // timeupdate comes four times a second only; a waveform needs to flow.
    let frame = requestAnimationFrame(function follow() {
      setPosition(player.current?.currentTime ?? 0)
      frame = requestAnimationFrame(follow)
    })
    return () => cancelAnimationFrame(frame)
  }, [isPlaying])

  const toggle = () => {
    const audio = player.current
    if (audio === null) return
    if (!audio.paused) return audio.pause()
    startPlaying(audio)
    audio.play().catch(() => setBroken(true))
  }
  const seek = (seconds: number) => {
    if (player.current !== null) player.current.currentTime = seconds
    setPosition(seconds)
  }
  const changeSpeed = () => {
    const next = speeds[(speeds.indexOf(speed) + 1) % speeds.length] ?? 1
    setSpeed(next)
    if (player.current !== null) player.current.playbackRate = next
  }
  return { isPlaying, isBroken, position, length, speed, toggle, seek, changeSpeed }
}
