import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import { sessionQuery } from '#web/api/session-queries.ts'
import { isView } from '#web/features/conversations/views.tsx'
import { InboxScreen } from './inbox-screen.tsx'
import { FrameSkeleton } from './pane-skeletons.tsx'
import { NotFoundScreen, StartFailureScreen } from './problem-screens.tsx'
import { SignedInLayout } from './signed-in-layout.tsx'

const rootRoute = createRootRouteWithContext<{ client: QueryClient }>()({
  component: Outlet,
  notFoundComponent: NotFoundScreen,
})

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): { next?: string } =>
    typeof search['next'] === 'string' ? { next: search['next'] } : {},
  beforeLoad: async ({ context }) => {
    const session = await context.client.ensureQueryData(sessionQuery).catch(() => null)
    if (session !== null) throw redirect({ to: '/' })
  },
  component: lazyRouteComponent(
    () => import('#web/features/session/sign-in-screen.tsx'),
    'SignInScreen',
  ),
})

const galleryRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/gallery',
  component: lazyRouteComponent(() => import('#web/gallery/gallery-screen.tsx'), 'GalleryScreen'),
})

const signedInRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'signed-in',
  beforeLoad: async ({ context, location }) => {
    const session = await context.client.ensureQueryData(sessionQuery)
    if (session === null) throw redirect({ to: '/sign-in', search: { next: location.href } })
  },
  component: SignedInLayout,
  pendingComponent: FrameSkeleton,
  pendingMs: 0,
  pendingMinMs: 0,
  errorComponent: StartFailureScreen,
})

const homeRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/inbox/$view', params: { view: 'all' } })
  },
})

const inboxRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/inbox/$view',
  validateSearch: (search: Record<string, unknown>): { q?: string } =>
    typeof search['q'] === 'string' && search['q'] !== '' ? { q: search['q'] } : {},
  beforeLoad: ({ params }) => {
    if (!isView(params.view)) throw redirect({ to: '/inbox/$view', params: { view: 'all' } })
  },
  component: InboxScreen,
})

/** Draws nothing itself: the inbox reads the id, so that list and panes stay mounted from one to the next. */
const conversationRoute = createRoute({
  getParentRoute: () => inboxRoute,
  path: '/$conversationId',
})

const queuesRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/queues',
  component: lazyRouteComponent(
    () => import('#web/features/queues/queues-screen.tsx'),
    'QueuesScreen',
  ),
})

export function createAppRouter(client: QueryClient) {
  return createRouter({
    routeTree: rootRoute.addChildren([
      signInRoute,
      galleryRoute,
      signedInRoute.addChildren([
        homeRoute,
        inboxRoute.addChildren([conversationRoute]),
        queuesRoute,
      ]),
    ]),
    context: { client },
    // Numbers stay text: a search for 007 is not a search for 7.
    parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
    stringifySearch: (search) => {
      const params = new URLSearchParams()
      for (const [name, value] of Object.entries(search)) {
        if (typeof value === 'string') params.set(name, value)
      }
      return params.size === 0 ? '' : `?${params.toString()}`
    },
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>
  }
}
