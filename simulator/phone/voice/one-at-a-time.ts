let playing: HTMLMediaElement | null = null

/** Pauses what was playing before: two voices at once cannot be understood. */
export function startPlaying(player: HTMLMediaElement): void {
  if (playing !== player) playing?.pause()
  playing = player
}
