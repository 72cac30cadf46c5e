import { QueryErrorResetBoundary } from '@tanstack/react-query'
import { Component, type ReactNode } from 'react'
import { ErrorState } from '#web/ui/error-state.tsx'

/** Catches what breaks inside one pane, so that the others go on. Retry renders it anew. */
export function PaneBoundary({ children }: { children: ReactNode }) {
  return (
    <QueryErrorResetBoundary>
      {({ reset }) => <Boundary onReset={reset}>{children}</Boundary>}
    </QueryErrorResetBoundary>
  )
}

class Boundary extends Component<
  { children: ReactNode; onReset: () => void },
  { error: Error | null }
> {
  override state: { error: Error | null } = { error: null }

  static getDerivedStateFromError(error: Error) {
    return { error }
  }

  override render() {
    if (this.state.error === null) return this.props.children
    return (
      <div className="min-w-0 flex-1 bg-panel">
        <ErrorState
          title="This pane stopped working"
          detail={this.state.error.message}
          onRetry={() => {
            this.props.onReset()
            this.setState({ error: null })
          }}
        />
      </div>
    )
  }
}
