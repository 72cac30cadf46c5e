const delays = ['', '[animation-delay:0.15s]', '[animation-delay:0.3s]']

export function TypingBubble() {
  return (
    <p className="mt-2 flex w-fit animate-bubble-in items-center gap-1 rounded-bubble bg-bubble-in px-3.5 py-3 shadow-bubble">
      <span className="sr-only">The business is typing</span>
      {delays.map((delay) => (
        <span
          key={delay}
          aria-hidden
          className={`size-1.75 animate-typing rounded-full bg-muted ${delay}`}
        />
      ))}
    </p>
  )
}
