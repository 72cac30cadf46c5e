import '@fontsource-variable/inter/wght.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { PhonePage } from './phone-page.tsx'
import { applyStoredTheme } from './state/theme-store.ts'
import './styles/phone.css'
import './styles/more-scripts.css'

applyStoredTheme()
const root = document.querySelector('#root')
if (root === null) throw new Error('index.html has no #root to draw the phone in')
createRoot(root).render(
  <StrictMode>
    <PhonePage />
  </StrictMode>,
)
