import {
  BlobSource,
  BufferTarget,
  Conversion,
  Input,
  MP4,
  OggOutputFormat,
  Output,
  WEBM,
} from 'mediabunny'

/**
 * Puts a recording into an OGG container with one Opus track. Browsers record Opus in WebM or MP4, which is
 * only packed anew; anything else is encoded again.
 * @throws when the recording is empty or this browser cannot encode Opus.
 */
export async function toVoiceNote(recording: Blob): Promise<Blob> {
  if (recording.type.startsWith('audio/ogg')) return recording
  const target = new BufferTarget()
  const conversion = await Conversion.init({
    input: new Input({ source: new BlobSource(recording), formats: [WEBM, MP4] }),
    output: new Output({ format: new OggOutputFormat(), target }),
    video: { discard: true },
    audio: { codec: 'opus', numberOfChannels: 1 },
  })
  if (!conversion.isValid) throw new Error('This browser cannot make a voice message.')
  await conversion.execute()
  if (target.buffer === null) throw new Error('Nothing was recorded.')
  return new Blob([target.buffer], { type: 'audio/ogg; codecs=opus' })
}
