export interface Recording {
  /** How loud it is now, 0 to 1. */
  level: () => number
  /** Ends the recording. @returns the voice note as OGG Opus, as WhatsApp wants it. */
  finish: () => Promise<Blob>
  cancel: () => void
}

const wantedTypes = [
  'audio/ogg;codecs=opus',
  'audio/webm;codecs=opus',
  'audio/mp4;codecs=opus',
  'audio/mp4',
]

/**
 * Starts to record from the microphone, one channel.
 * @throws when there is no microphone or its use is refused.
 */
export async function recordVoice(): Promise<Recording> {
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: { channelCount: 1, echoCancellation: true, noiseSuppression: true },
  })
  const mimeType = wantedTypes.find((type) => MediaRecorder.isTypeSupported(type))
  const recorder = new MediaRecorder(stream, { mimeType, audioBitsPerSecond: 32_000 })
  const pieces: Blob[] = []
  recorder.addEventListener('dataavailable', (event) => pieces.push(event.data))
  const meter = loudnessMeter(stream)
  const release = () => {
    meter.close()
    for (const track of stream.getTracks()) track.stop()
  }
  recorder.start()
  return {
    level: meter.level,
    finish: async () => {
      await stopped(recorder)
      release()
      const { toVoiceNote } = await import('./to-voice-note.ts')
      return toVoiceNote(new Blob(pieces, { type: recorder.mimeType }))
    },
    cancel: () => {
      if (recorder.state !== 'inactive') recorder.stop()
      release()
    },
  }
}

function stopped(recorder: MediaRecorder): Promise<void> {
  return new Promise((resolve) => {
    recorder.addEventListener('stop', () => resolve(), { once: true })
    recorder.stop()
  })
}

function loudnessMeter(stream: MediaStream) {
  const context = new AudioContext()
  const analyser = context.createAnalyser()
  analyser.fftSize = 512
  context.createMediaStreamSource(stream).connect(analyser)
  const samples = new Float32Array(analyser.fftSize)
  return {
    level: () => {
      analyser.getFloatTimeDomainData(samples)
      const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length
      // Speech seldom exceeds an effective value of 0.25.
      return Math.min(1, Math.sqrt(power) * 4)
    },
    close: () => void context.close(),
  }
}
