import { Link, useRouter, type ErrorComponentProps } from '@tanstack/react-router'
import { Compass } from 'lucide-react'
import { ApiProblem } from '#web/api/http.ts'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { ErrorState } from '#web/ui/error-state.tsx'

export function NotFoundScreen() {
  return (
    <main className="h-dvh bg-canvas">
      <h1 className="sr-only">Not found</h1>
      <EmptyState
        icon={<Compass size={22} strokeWidth={1.75} />}
        title="There is nothing at this address"
        detail="The link may be old or mistyped."
        action={
          <Link to="/" className="font-medium text-accent underline underline-offset-4">
            Go to the inbox
          </Link>
        }
      />
    </main>
  )
}

/** The app could not find out who is here: no server, or a server in trouble. */
export function StartFailureScreen({ error }: ErrorComponentProps) {
  const router = useRouter()
  const problem = error instanceof ApiProblem ? error : null
  return (
    <main className="h-dvh bg-canvas">
      <ErrorState
        title={problem?.title ?? 'Keepword could not start'}
        detail={error instanceof Error ? error.message : String(error)}
        requestId={problem?.requestId ?? null}
        onRetry={() => void router.invalidate()}
      />
    </main>
  )
}
