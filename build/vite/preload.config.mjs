import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'
import { bundledPackages } from '../bundled-packages.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))

// A sandboxed preload script is one CommonJS file that can require nothing but Electron.
export default defineConfig({
  root,
  publicDir: false,
  plugins: [bundledPackages('preload').bundle],
  ssr: { noExternal: true, external: ['electron'], target: 'node' },
  build: {
    ssr: 'electron/preload.ts',
    outDir: 'dist/desktop',
    emptyOutDir: false,
    target: 'node24',
    rolldownOptions: { output: { format: 'cjs', entryFileNames: 'preload.cjs', codeSplitting: false } },
  },
})
