import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { releaseAttachment, voiceAttachment, type Attachment } from './attachment.ts'

/**
 * - `idle`: nothing.
 * - `asking`: the browser asks the person for the microphone.
 * - `recording`: sound is taken; `seconds` and `level` move.
 * - `done`: the recording can be heard, sent or thrown away.
 * - `refused`: no microphone; `problem` says why and what to do.
 */
export type RecorderState =
  | { kind: 'idle' }
  | { kind: 'asking' }
  | { kind: 'recording'; seconds: number; level: number }
  | { kind: 'done'; recording: Attachment }
  | { kind: 'refused'; problem: string }

/** What browsers can record; the server converts either to the OGG/Opus that WhatsApp plays as a voice note. */
const TYPES = ['audio/webm;codecs=opus', 'audio/mp4;codecs=opus', 'audio/mp4']
/** Meta takes 16 MB of audio; at the recorder's bit rate this stays far below it. */
const LONGEST_SECONDS = 15 * 60
const BITS_PER_SECOND = 32_000
const METER_MS = 100

type Session = {
  recorder: MediaRecorder
  stream: MediaStream
  context: AudioContext
  timer: number
}

export function useRecorder() {
  const [state, setState] = useState<RecorderState>({ kind: 'idle' })
  const session = useRef<Session | null>(null)
  const isGone = useRef(false)

  const release = () => {
    const current = session.current
    session.current = null
    if (current === null) return
    clearInterval(current.timer)
    for (const track of current.stream.getTracks()) track.stop()
    void current.context.close()
  }

  const stop = (isKept: boolean) => {
    const current = session.current
    if (current === null) {
      setState({ kind: 'idle' })
      return
    }
    const { recorder } = current
    const chunks: Blob[] = []
    recorder.addEventListener('dataavailable', (event) => chunks.push(event.data))
    recorder.addEventListener('stop', () => {
      const type = recorder.mimeType.split(';')[0] ?? 'audio/webm'
      const file = new File(chunks, `voice.${type.split('/')[1] ?? 'webm'}`, { type })
      setState(isKept ? { kind: 'done', recording: voiceAttachment(file) } : { kind: 'idle' })
    })
    recorder.stop()
    release()
  }

  const start = async () => {
    setState({ kind: 'asking' })
    try {
      const stream = await navigator.mediaDevices.getUserMedia({
        audio: { channelCount: 1, echoCancellation: true, noiseSuppression: true },
      })
      // Allowed only after the person went elsewhere: the microphone must not stay on.
      if (isGone.current) {
        for (const track of stream.getTracks()) track.stop()
        return
      }
      const mimeType = TYPES.find((type) => MediaRecorder.isTypeSupported(type))
      const recorder = new MediaRecorder(stream, {
        audioBitsPerSecond: BITS_PER_SECOND,
        ...(mimeType !== undefined && { mimeType }),
      })
      const context = new AudioContext()
      const analyser = context.createAnalyser()
      context.createMediaStreamSource(stream).connect(analyser)
      const startedAt = performance.now()
      const samples = new Float32Array(analyser.fftSize)
      const tick = () => {
        analyser.getFloatTimeDomainData(samples)
        const loudness = Math.sqrt(samples.reduce((sum, s) => sum + s * s, 0) / samples.length)
        const seconds = (performance.now() - startedAt) / 1000
        setState({ kind: 'recording', seconds, level: Math.min(1, loudness * 6) })
        if (seconds >= LONGEST_SECONDS) stop(true)
      }
      recorder.start()
      session.current = { recorder, stream, context, timer: window.setInterval(tick, METER_MS) }
      setState({ kind: 'recording', seconds: 0, level: 0 })
    } catch (error) {
      setState({ kind: 'refused', problem: refusalWords(error) })
    }
  }

  const abandon = useEffectEvent(() => {
    isGone.current = true
    session.current?.recorder.stop()
    release()
  })
  useEffect(() => {
    isGone.current = false
    return () => abandon()
  }, [])

  return {
    state,
    start: () => void start(),
    finish: () => stop(true),
    cancel: () => stop(false),
    /** Forgets the recording; `isSent` keeps its sound for the bubble that now shows it. */
    reset: (isSent = false) => {
      if (state.kind === 'done' && !isSent) releaseAttachment(state.recording)
      setState({ kind: 'idle' })
    },
  }
}

function refusalWords(error: unknown): string {
  const name = error instanceof DOMException ? error.name : ''
  if (name === 'NotAllowedError')
    return 'The browser may not use the microphone. Allow it for this site in the address bar, then try again.'
  if (name === 'NotFoundError') return 'No microphone was found. Plug one in, then try again.'
  return 'The microphone could not be started. Another program may be using it.'
}
