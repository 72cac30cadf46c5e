/** node scripts/demo-media/make-kiln-song.ts <out.wav>: crackle glaze pinging as a kiln cools, 14 s, 44.1 kHz mono. */
import { writeFileSync } from 'node:fs'

const rate = 44_100
const durationSeconds = 14
let state = 20_260_117
function random(): number {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
  return state / 2 ** 32
}

const wave = new Float64Array(rate * durationSeconds)
let rumble = 0
for (let i = 0; i < wave.length; i++) {
  rumble = rumble * 0.992 + (random() - 0.5) * 0.006
  wave[i] = rumble
}
for (let at = 0.5; at < durationSeconds - 1.2; at += 0.05 + 0.5 * random() ** 2) addPing(at)

/** One crack in the glaze: three partials that do not quite belong together, dying away. */
function addPing(atSeconds: number): void {
  const base = 1_700 * 2 ** (random() * 1.5)
  const loudness = 0.05 + 0.22 * random() ** 3
  const decaySeconds = 0.08 + 0.5 * random()
  const start = Math.floor(atSeconds * rate)
  for (let i = 0; i < decaySeconds * 5 * rate && start + i < wave.length; i++) {
    const t = i / rate
    const tone =
      Math.sin(2 * Math.PI * base * t) +
      0.5 * Math.sin(2 * Math.PI * base * 1.593 * t) * Math.exp(-t * 6) +
      0.3 * Math.sin(2 * Math.PI * base * 2.757 * t) * Math.exp(-t * 14)
    const attack = Math.min(1, t / 0.0008)
    wave[start + i] =
      (wave[start + i] ?? 0) + loudness * tone * attack * Math.exp(-t / decaySeconds)
  }
}

for (const [delaySeconds, gain] of [
  [0.031, 0.28],
  [0.047, 0.22],
  [0.083, 0.15],
] as const) {
  const delay = Math.floor(delaySeconds * rate)
  for (let i = delay; i < wave.length; i++) wave[i] = (wave[i] ?? 0) + gain * (wave[i - delay] ?? 0)
}
const peak = wave.reduce((most, value) => Math.max(most, Math.abs(value)), 0)

const wav = Buffer.alloc(44 + wave.length * 2)
wav.write('RIFF', 0)
wav.writeUInt32LE(36 + wave.length * 2, 4)
wav.write('WAVEfmt ', 8)
wav.writeUInt32LE(16, 16)
wav.writeUInt16LE(1, 20)
wav.writeUInt16LE(1, 22)
wav.writeUInt32LE(rate, 24)
wav.writeUInt32LE(rate * 2, 28)
wav.writeUInt16LE(2, 32)
wav.writeUInt16LE(16, 34)
wav.write('data', 36)
wav.writeUInt32LE(wave.length * 2, 40)
for (const [i, value] of wave.entries()) {
  const fade = Math.min(1, (wave.length - i) / rate)
  wav.writeInt16LE(Math.round((value / peak) * fade * 26_000), 44 + i * 2)
}
writeFileSync(process.argv[2] ?? 'kiln-song.wav', wav)
