import {
  BufferSource,
  BufferTarget,
  EncodedAudioPacketSource,
  EncodedPacketSink,
  Input,
  MP4,
  OggOutputFormat,
  Output,
  WEBM,
} from 'mediabunny'

/**
 * Makes the voice note that WhatsApp wants, Opus in Ogg, out of what browsers record: Opus in WebM or MP4. The
 * sound itself is not encoded again.
 * @returns null when the file holds something else than Opus, which cannot become a voice note here.
 */
export async function toVoiceNote(recorded: Buffer): Promise<Buffer | null> {
  using input = new Input({ source: new BufferSource(recorded), formats: [WEBM, MP4] })
  const track = await input.getPrimaryAudioTrack()
  if (!track || (await track.getCodec()) !== 'opus') return null
  const target = new BufferTarget()
  const output = new Output({ format: new OggOutputFormat(), target })
  const source = new EncodedAudioPacketSource('opus')
  output.addAudioTrack(source)
  await output.start()
  const decoderConfig = await track.getDecoderConfig()
  if (!decoderConfig) return null
  for await (const packet of new EncodedPacketSink(track).packets())
    await source.add(packet, { decoderConfig })
  await output.finalize()
  return target.buffer && Buffer.from(target.buffer)
}
