import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const root = fileURLToPath(new URL('..', import.meta.url))

// One file; only Electron's own module is left to Electron.
export default defineConfig({
  root,
  publicDir: false,
  ssr: { noExternal: true, external: ['electron'], target: 'node' },
  build: {
    ssr: 'electron/main/main.ts',
    outDir: 'dist/desktop',
    // The preload script is built into the same folder.
    emptyOutDir: false,
    target: 'node24',
    rolldownOptions: { output: { entryFileNames: 'main.js', codeSplitting: false } },
  },
})
