import { CheckCheck } from 'lucide-react'

const bubbleClass =
  'w-fit max-w-[85%] rounded-xl px-3.5 py-2 text-base shadow-raised motion-safe:animate-[rise_500ms_ease-out_backwards]'

/** Beside the form on wide screens: what the product is about, drawn with its own parts. */
export function SignInPicture() {
  return (
    <div
      aria-hidden
      className="sign-in-ground relative hidden items-center justify-center overflow-hidden border-s border-line lg:flex"
    >
      <div className="w-full max-w-md px-10">
        <div className="flex flex-col gap-2">
          <p className={`${bubbleClass} rounded-es-sm bg-inbound`}>
            Hello! Could you set aside two of the blue bowls for Saturday?
          </p>
          <p className={`${bubbleClass} ms-auto rounded-ee-sm bg-outbound [animation-delay:250ms]`}>
            Done: two bowls, wrapped, under your name. See you on Saturday.
            <span className="float-end ms-2 mt-1 flex items-center gap-1 text-2xs text-faint tabular">
              10:24 <CheckCheck size={14} className="text-info" />
            </span>
          </p>
          <p className={`${bubbleClass} rounded-es-sm bg-inbound [animation-delay:500ms]`}>
            You always keep your word. Thank you!
          </p>
        </div>
        <p className="mt-12 text-xl leading-7 font-semibold tracking-tight text-balance">
          Every message arrives, every promise is kept, and you can prove it.
        </p>
        <p className="mt-2 max-w-sm text-base text-muted">
          One inbox for your whole team, on your own server.
        </p>
      </div>
    </div>
  )
}
