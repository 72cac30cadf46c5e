import './styles.css'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createQueryClient } from './api/query-client.ts'
import { takeDirectionFromAddress } from './app/direction.ts'
import { Providers } from './app/providers.tsx'
import { createAppRouter } from './app/router.tsx'
import { followTheme } from './app/theme.ts'

followTheme()
takeDirectionFromAddress()

const client = createQueryClient()
const router = createAppRouter(client)
const root = document.querySelector('#root')
if (root === null) throw new Error('index.html must hold an element with the id root')

createRoot(root).render(
  <StrictMode>
    <Providers client={client}>
      <RouterProvider router={router} />
    </Providers>
  </StrictMode>,
)

void import('./more-scripts.css')
