/** Height divided by width of pictures seen in this tab, so that a bubble has its size before the picture loads. */
const shapes = new Map<string, number>()

const TALLEST = 1.25
const FLATTEST = 0.5
/** A guess for pictures not seen yet: most phone pictures are 4:3. */
const USUAL = 0.75

export const pictureShape = (mediaId: string): number => shapes.get(mediaId) ?? USUAL

/** Remembers the real shape, kept within what suits a thread; the viewer shows the whole picture. */
export function rememberShape(mediaId: string, width: number, height: number): number {
  const shape = width > 0 && height > 0 ? height / width : USUAL
  const kept = Math.min(TALLEST, Math.max(FLATTEST, shape))
  shapes.set(mediaId, kept)
  return kept
}
