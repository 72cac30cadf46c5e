import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const simulatorUrl = process.env['SIMULATOR_URL'] ?? 'http://127.0.0.1:4000'

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/simulator/',
  // Of its own: two dev servers that share the default folder overwrite each other's prepared packages.
  cacheDir: fileURLToPath(new URL('../../node_modules/.vite-phone', import.meta.url)),
  plugins: [react(), tailwindcss()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // The page is served under a policy of 'self': an inlined file would become a data: URL and be refused.
    assetsInlineLimit: 0,
    // light-dark() carries both themes; older targets would get a large polyfill for it.
    target: ['chrome123', 'firefox121', 'safari17.5'],
  },
  server: {
    // No folder here may be called `api`: below the base its files would go to the simulator.
    proxy: { '/simulator/api': { target: simulatorUrl, changeOrigin: false } },
  },
})
