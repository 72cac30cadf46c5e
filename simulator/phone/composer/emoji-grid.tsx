const emojis =
  '😀 😂 🥰 😍 😊 😉 😎 🤔 😮 😢 😭 😡 👍 👎 👌 🙏 👏 🙌 💪 👋 🤝 ❤️ 💚 💔 🔥 ✨ 🎉 🎁 💯 ✅ ❌ ❓ ⭐ 🌹 🍕 ☕ 🛒 📦 🚚 💰 📍 📞'.split(
    ' ',
  )

/** Some forty emoji, enough for a chat; everything else can be typed. */
export function EmojiGrid({ onPick }: { onPick: (emoji: string) => void }) {
  return (
    <fieldset aria-label="Emoji" className="grid grid-cols-7 gap-0.5">
      {emojis.map((emoji) => (
        <button
          key={emoji}
          type="button"
          aria-label={emoji}
          onClick={() => onPick(emoji)}
          className="grid aspect-square place-items-center rounded-xl text-xl hover:bg-ink/8"
        >
          {emoji}
        </button>
      ))}
    </fieldset>
  )
}
