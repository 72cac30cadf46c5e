import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const root = fileURLToPath(new URL('.', import.meta.url))
const shared = fileURLToPath(new URL('../shared/', import.meta.url))

const apiOrigin = `http://127.0.0.1:${process.env['API_PORT'] ?? '3000'}`

export default defineConfig({
  root,
  plugins: [react(), tailwindcss()],
  resolve: {
    alias: [
      { find: /^#web\//, replacement: root },
      { find: /^#shared\//, replacement: shared },
    ],
  },
  server: {
    host: '127.0.0.1',
    port: Number(process.env['WEB_PORT'] ?? '5173'),
    strictPort: true,
    proxy: { '/v1': apiOrigin, '/media': apiOrigin, '/simulator': apiOrigin },
  },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2023',
    // Fonts and pictures stay files: the policy has no data: for fonts, and files are cached by themselves.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
  },
})
