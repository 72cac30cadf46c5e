import type { EmojiData } from 'frimousse'

/** The parts of emojibase's files that are used. */
type SourceEmoji = {
  emoji: string
  label: string
  version: number
  group?: number
  tags?: string[]
  skins?: { emoji: string; tone?: number | number[] }[]
}
type SourceMessages = {
  groups: { key: string; message: string; order: number }[]
  skinTones: { key: string; message: string }[]
}

/** Emoji 15 is drawn by every phone and desktop sold or updated since 2023; newer ones show as boxes to many. */
const NEWEST_VERSION = 15

/** Turns emojibase's files into what the picker wants. */
export function emojiDataOf(emojis: SourceEmoji[], messages: SourceMessages): EmojiData {
  const tones = Object.fromEntries(messages.skinTones.map(({ key, message }) => [key, message]))
  const toneWords = (tone: string) => tones[tone] ?? tone
  return {
    locale: 'en',
    // Parts such as single hair styles have no group of their own; "components" are not for people.
    emojis: emojis.flatMap((emoji) =>
      emoji.group === undefined || emoji.group === 2 || emoji.version > NEWEST_VERSION
        ? []
        : [
            {
              emoji: emoji.emoji,
              category: emoji.group,
              label: emoji.label,
              version: emoji.version,
              tags: emoji.tags ?? [],
              skins: skinsOf(emoji),
            },
          ],
    ),
    categories: messages.groups
      .filter(({ key }) => key !== 'component')
      .map(({ order, message }) => ({ index: order, label: capitalised(message) })),
    skinTones: {
      light: toneWords('light'),
      'medium-light': toneWords('medium-light'),
      medium: toneWords('medium'),
      'medium-dark': toneWords('medium-dark'),
      dark: toneWords('dark'),
    },
  }
}

function skinsOf(emoji: SourceEmoji): EmojiData['emojis'][number]['skins'] {
  const of = (tone: number) => emoji.skins?.find((skin) => skin.tone === tone)?.emoji
  const [light, mediumLight, medium, mediumDark, dark] = [of(1), of(2), of(3), of(4), of(5)]
  if (!light || !mediumLight || !medium || !mediumDark || !dark) return undefined
  return { light, 'medium-light': mediumLight, medium, 'medium-dark': mediumDark, dark }
}

const capitalised = (words: string) => words.charAt(0).toUpperCase() + words.slice(1)
