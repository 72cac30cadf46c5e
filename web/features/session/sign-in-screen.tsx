import { useNavigate, useSearch } from '@tanstack/react-router'
import { CircleAlert, Eye, EyeOff } from 'lucide-react'
import { useRef, useState, type FormEvent } from 'react'
import { ApiProblem } from '#web/api/http.ts'
import { useSignIn } from '#web/api/session-queries.ts'
import { Button } from '#web/ui/button.tsx'
import { IconButton } from '#web/ui/icon-button.tsx'
import { TextField } from '#web/ui/text-field.tsx'
import { SignInPicture } from './sign-in-picture.tsx'

/** The door: e-mail and password, and a plain sentence when they do not fit. */
export function SignInScreen() {
  const { next } = useSearch({ from: '/sign-in' })
  const navigate = useNavigate()
  const signIn = useSignIn()
  const password = useRef<HTMLInputElement>(null)
  const [isPasswordShown, setIsPasswordShown] = useState(false)
  const problem = signIn.error instanceof ApiProblem ? signIn.error : null

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    try {
      await signIn.mutateAsync({
        email: text(form.get('email')).trim(),
        password: text(form.get('password')),
      })
      await navigate({ to: safeNext(next), replace: true })
    } catch (error) {
      if (error instanceof ApiProblem && error.code === 'wrong_credentials') {
        password.current?.select()
      }
    }
  }

  return (
    <main className="grid min-h-dvh bg-canvas lg:grid-cols-[minmax(26rem,5fr)_6fr]">
      <div className="flex flex-col bg-panel px-6 py-8 sm:px-12">
        <div className="m-auto w-full max-w-90">
          <Wordmark />
          <h1 className="mt-10 text-2xl font-semibold tracking-tight">Sign in</h1>
          <p className="mt-1.5 text-base text-muted">Your team’s WhatsApp inbox is waiting.</p>
          <form noValidate onSubmit={(event) => void submit(event)} className="mt-8">
            {problem !== null && (
              <p
                role="alert"
                className="mb-5 flex gap-2.5 rounded-md bg-danger-soft px-3 py-2.5 text-base text-danger"
              >
                <CircleAlert size={18} aria-hidden className="mt-px shrink-0" />
                <span>
                  {sentenceFor(problem)}
                  {problem.requestId !== null && problem.status >= 500 && (
                    <span className="block text-xs">Request {problem.requestId}</span>
                  )}
                </span>
              </p>
            )}
            <TextField
              name="email"
              type="email"
              size="lg"
              label="E-mail"
              autoComplete="username"
              inputMode="email"
              spellCheck={false}
              required
              error={problem?.field('email')}
            />
            <TextField
              ref={password}
              name="password"
              type={isPasswordShown ? 'text' : 'password'}
              size="lg"
              label="Password"
              autoComplete="current-password"
              required
              error={problem?.field('password')}
              className="mt-4"
              trailing={
                <IconButton
                  size="sm"
                  label={isPasswordShown ? 'Hide the password' : 'Show the password'}
                  isPressed={isPasswordShown}
                  icon={isPasswordShown ? <EyeOff size={16} /> : <Eye size={16} />}
                  onClick={() => setIsPasswordShown(!isPasswordShown)}
                  className="-me-1.5"
                />
              }
            />
            <Button
              type="submit"
              tone="primary"
              size="lg"
              isBusy={signIn.isPending}
              className="mt-7 w-full"
            >
              Sign in
            </Button>
          </form>
        </div>
      </div>
      <SignInPicture />
    </main>
  )
}

function Wordmark() {
  return (
    <p className="flex items-center gap-2.5 text-lg font-semibold tracking-tight">
      <img src="/favicon.svg" alt="" width={32} height={32} />
      Keepword
    </p>
  )
}

const text = (value: FormDataEntryValue | null) => (typeof value === 'string' ? value : '')

function sentenceFor(problem: ApiProblem): string {
  if (problem.code === 'wrong_credentials')
    return 'That e-mail and password do not belong together.'
  if (problem.fields.length > 0) return 'Please look at the marked fields.'
  return problem.message
}

/** Where the person wanted to go. Only addresses of this app: a link must not sign people in to elsewhere. */
const safeNext = (next: string | undefined): string =>
  next !== undefined && /^\/(?![/\\])/.test(next) ? next : '/'
